using System.Diagnostics;

namespace Workloads.Interpreter;

/// <summary>How one thread fared with its lock.</summary>
/// <param name="Name">The thread's name: the call that it was started for.</param>
/// <param name="Holds">How many times it held the lock and gave it back.</param>
/// <param name="HoldTime">For how long in all.</param>
/// <param name="WaitTime">How long it waited for the lock in all.</param>
public sealed record ThreadReport(string Name, long Holds, TimeSpan HoldTime, TimeSpan WaitTime);

/// <summary>A time during which a thread held its lock.</summary>
/// <param name="Thread">The thread's number, from 0 in the order in which threads were started.</param>
/// <param name="StartTicks">When it took the lock, in <see cref="Stopwatch"/> ticks since the locks were made.</param>
/// <param name="EndTicks">When it gave it back, likewise.</param>
public readonly record struct LockHold(int Thread, long StartTicks, long EndTicks)
{
    /// <summary>When it took the lock.</summary>
    public TimeSpan Start => Stopwatch.GetElapsedTime(0, StartTicks);

    /// <summary>When it gave the lock back.</summary>
    public TimeSpan End => Stopwatch.GetElapsedTime(0, EndTicks);
}

/// <summary>What happened to the locks of a process of the model.</summary>
/// <param name="Switches">How many times a lock went from one thread to another, the first taking included.</param>
/// <param name="Threads">The threads, in the order in which they were started.</param>
/// <param name="Holds">Who held a lock when, as many as were to be recorded.</param>
public sealed record LockReport(long Switches, IReadOnlyList<ThreadReport> Threads, IReadOnlyList<LockHold> Holds)
{
    /// <summary>How many times threads held a lock in all.</summary>
    public long HoldCount => Threads.Sum(thread => thread.Holds);
}
