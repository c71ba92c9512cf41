namespace Workloads.Topics;

/// <summary>One flag after the other: the time is the sum of all latencies (C2).</summary>
internal sealed class SequentialDownloads() : Downloads("one after the other")
{
    /// <inheritdoc/>
    private protected override Task DownloadManyAsync(DownloadContext context)
    {
        for (int number = 0; number < context.Count; number++)
            context.HandOver(context.Download(number));
        return Task.CompletedTask;
    }
}
