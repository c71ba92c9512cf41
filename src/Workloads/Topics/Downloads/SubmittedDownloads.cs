using Workloads.Models;

namespace Workloads.Topics;

/// <summary>A pool of threads, <c>submit</c> and <c>as_completed</c>: each result is had as soon as it is there (C3).</summary>
/// <param name="workers">Threads, from 1 to <see cref="ThreadExecutor.MaxWorkers"/>.</param>
internal sealed class SubmittedDownloads(int workers) : Downloads($"{Threads(workers)}, as completed")
{
    /// <inheritdoc/>
    private protected override async Task DownloadManyAsync(DownloadContext context)
    {
        using var executor = new ThreadExecutor(workers);
        var futures = Enumerable.Range(0, context.Count).Select(number => executor.Submit(() => context.Download(number), context.Token))
            .ToList();
        await foreach (Task<int> future in Task.WhenEach(futures).ConfigureAwait(false))
            context.HandOver(await future.ConfigureAwait(false));
    }
}
