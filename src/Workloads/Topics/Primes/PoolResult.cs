namespace Workloads.Topics;

/// <summary>What a worker of the homegrown pool sends back for one job.</summary>
/// <param name="Job">The job's number, counted from 0.</param>
/// <param name="Size">What the workload was called with.</param>
/// <param name="Result">What it returned.</param>
/// <param name="Worker">The worker's number, counted from 0.</param>
/// <param name="Start">When the call began, counted from the beginning of the run.</param>
/// <param name="End">When it ended.</param>
public readonly record struct PoolResult(int Job, long Size, long Result, int Worker, TimeSpan Start, TimeSpan End)
{
    /// <summary>How long the call took.</summary>
    public TimeSpan Elapsed => End - Start;
}
