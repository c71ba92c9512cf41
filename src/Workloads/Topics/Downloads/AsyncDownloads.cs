namespace Workloads.Topics;

/// <summary>All requests at once, and no thread waits for any of them (C10).</summary>
internal sealed class AsyncDownloads() : Downloads("async")
{
    /// <inheritdoc/>
    private protected override Task DownloadManyAsync(DownloadContext context) =>
        Task.WhenAll(Enumerable.Range(0, context.Count)
            .Select(async number => context.HandOver(await context.DownloadAsync(number).ConfigureAwait(false))));
}
