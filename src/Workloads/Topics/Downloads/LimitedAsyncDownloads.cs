using Workloads.Serving;

namespace Workloads.Topics;

/// <summary>Asynchronous, but never more than so many requests at once: what a polite client does.</summary>
/// <param name="limit">Requests at once, 1 or more.</param>
public sealed class LimitedAsyncDownloads(int limit) : DownloadStrategy($"async, {limit} at once")
{
    private readonly int _limit = Bounds.Checked(limit, 1, int.MaxValue, nameof(limit));

    /// <inheritdoc/>
    private protected override Task DownloadManyAsync(DownloadContext context)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = _limit, CancellationToken = context.Token };
        return Parallel.ForAsync(0, context.Count, options, async (number, _) => context.HandOver(await context.DownloadAsync(number).ConfigureAwait(false)));
    }
}
