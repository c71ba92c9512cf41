namespace Workloads.Topics;

/// <summary>What so many waits at once cost (C10, D8, E8).</summary>
/// <param name="Way">What waited.</param>
/// <param name="Waits">How many.</param>
/// <param name="Wait">How long each waited.</param>
/// <param name="Elapsed">From the first start to the last end; no less than <paramref name="Wait"/>.</param>
/// <param name="Bytes">By how much memory had grown when all had started, in a run of its own: the managed heap for coroutines, resident memory for threads.</param>
public sealed record WaitingCost(string Way, int Waits, TimeSpan Wait, TimeSpan Elapsed, long Bytes)
{
    /// <summary>By how much resident memory had grown, in pages of the system; of a process that has used memory before it says little.</summary>
    public long ResidentBytes { get; init; }

    /// <summary>Memory for each wait.</summary>
    public double BytesEach => (double)Bytes / Waits;

    /// <summary>The time beyond the wait itself.</summary>
    public TimeSpan Overhead => Elapsed - Wait;
}
