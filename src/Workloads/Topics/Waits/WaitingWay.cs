namespace Workloads.Topics;

/// <summary>What waits (A13, D8, E8).</summary>
public enum WaitingWay
{
    /// <summary>Tasks awaited on the event loop.</summary>
    EventLoop,

    /// <summary>Generators on the event loop.</summary>
    Generators,

    /// <summary>Tasks awaited on the thread pool.</summary>
    ThreadPool,

    /// <summary>A thread for each.</summary>
    Threads,
}
