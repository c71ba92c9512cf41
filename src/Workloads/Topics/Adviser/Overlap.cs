namespace Workloads.Topics;

/// <summary>Which calls of a way wait at the same time.</summary>
internal enum Overlap
{
    /// <summary>None: each waits when the one before has ended.</summary>
    None,

    /// <summary>One for each worker.</summary>
    Workers,

    /// <summary>One for each thread of a pool that adds threads while all of them are blocked.</summary>
    GrowingPool,

    /// <summary>All of them, each on a thread of its own.</summary>
    Threads,

    /// <summary>All of them.</summary>
    All,
}
