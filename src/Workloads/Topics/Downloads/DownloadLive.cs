using Workloads.Show;

namespace Workloads.Topics;

/// <summary>Downloads as notebooks run them: progress shows in the cell's output, and the notebook's stop button ends them.</summary>
public static class DownloadLive
{
    /// <summary>Downloads flags in one way.</summary>
    /// <inheritdoc cref="DownloadStrategy.RunAsync"/>
    /// <param name="strategy">The way.</param>
    /// <param name="client">Where from.</param>
    /// <param name="codes">The countries; those of <see cref="Country.All"/> when left out.</param>
    /// <param name="options">How patiently, and where to.</param>
    public static async Task<DownloadReport> RunLiveAsync(
        this DownloadStrategy strategy, FlagClient client, IReadOnlyList<string>? codes = null, DownloadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        CancellationToken stopped = NotebookCancellation.Token;
        using var progress = new LiveProgress(strategy.Name, codes?.Count ?? Country.All.Count);
        return await strategy.RunAsync(client, codes, options, new Steps(progress), stopped).ConfigureAwait(true);
    }

    private sealed class Steps(LiveProgress progress) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => progress.Step();
    }
}
