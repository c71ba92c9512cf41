namespace Workloads.Topics;

/// <summary>How the homegrown pool's collector knows that everything has come.</summary>
public enum PoolEnd
{
    /// <summary>Each worker sends its poison pill back through the result queue, behind its results, which it cannot overtake (B12).</summary>
    PillsReturned,

    /// <summary>
    /// Each worker counts itself done when it swallows its pill. Results that still wait in the queue then are never taken: the
    /// race that such a pool has at first.
    /// </summary>
    PillsSwallowed,
}
