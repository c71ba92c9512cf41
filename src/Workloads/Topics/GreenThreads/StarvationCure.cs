namespace Workloads.Topics;

/// <summary>How requests wait for what they asked for (D11).</summary>
internal enum StarvationCure
{
    /// <summary>Sync over async: each blocks its pool thread, and what would wake it needs a pool thread too.</summary>
    None,

    /// <summary>Asynchronous all the way: nothing blocks.</summary>
    AsyncAllTheWay,

    /// <summary>Still blocking, but the pool has a thread for each request from the start.</summary>
    MoreThreads,

    /// <summary>Still blocking, but on threads of their own, so that the pool's stay free to wake them.</summary>
    OwnThreads,
}
