using Workloads.Models;

namespace Workloads.Topics;

/// <summary>
/// A pool of threads, and its <c>map</c>: results come back in the order asked for, a quick one behind a slow one waits (C2).
/// </summary>
/// <param name="workers">Threads, from 1 to <see cref="ThreadExecutor.MaxWorkers"/>.</param>
internal sealed class MappedDownloads(int workers) : Downloads($"{Threads(workers)}, map")
{
    /// <inheritdoc/>
    private protected override Task DownloadManyAsync(DownloadContext context)
    {
        using var executor = new ThreadExecutor(workers);
        foreach (int number in executor.Map(context.Download, Enumerable.Range(0, context.Count), context.Token))
            context.HandOver(number);
        return Task.CompletedTask;
    }
}
