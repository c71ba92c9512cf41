namespace Workloads.Topics;

/// <summary>What the homegrown pool's collector got.</summary>
/// <param name="Workers">How many workers there were.</param>
/// <param name="Jobs">How many jobs were put into the queue.</param>
/// <param name="Results">The results, in the order in which they arrived.</param>
/// <param name="Elapsed">From the first job put in to the collector's end, with the start of the workers.</param>
/// <param name="StartUp">From the first job put in until the last worker stood ready.</param>
public sealed record PoolRun(int Workers, int Jobs, IReadOnlyList<PoolResult> Results, TimeSpan Elapsed, TimeSpan StartUp)
{
    /// <summary>Jobs whose result never came to the collector.</summary>
    public int Missing => Jobs - Results.Count;

    /// <summary>The calls' times added up: what one worker would have needed.</summary>
    public TimeSpan Work => Results.Aggregate(TimeSpan.Zero, static (sum, result) => sum + result.Elapsed);
}
