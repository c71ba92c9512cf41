namespace Workloads.Topics;

/// <summary>Several threads added to one counter at once: what should have come out, and what did.</summary>
/// <param name="Expected">Threads × updates.</param>
/// <param name="Counted">The counter's value after all had ended.</param>
/// <param name="Elapsed">From the common start to the last update.</param>
public readonly record struct RaceTrial(long Expected, long Counted, TimeSpan Elapsed)
{
    /// <summary>Updates that are missing.</summary>
    public long Lost => Expected - Counted;

    /// <summary>The share that is missing, from 0 to 1.</summary>
    public double LostShare => (double)Lost / Expected;

    /// <summary>Elapsed time divided by the number of updates, in nanoseconds.</summary>
    public double NanosecondsPerUpdate => Elapsed.TotalNanoseconds / Expected;
}
