namespace Workloads.Topics;

/// <summary>What the workers of the homegrown pool are.</summary>
public enum PoolWorkers
{
    /// <summary>Threads (B13).</summary>
    Threads,

    /// <summary>Processes, started for the run as the document starts them; a thread of the pool hands each its jobs (B12).</summary>
    Processes,

    /// <summary>Threads that share one global lock, as CPython's do, and run compiled code (B13).</summary>
    ThreadsUnderLock,
}
