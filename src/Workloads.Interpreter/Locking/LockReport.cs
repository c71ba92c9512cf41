using System.Diagnostics;

namespace Workloads.Interpreter;

/// <summary>How one thread fared with its lock.</summary>
/// <param name="Name">The thread's name: the call that it was started for.</param>
/// <param name="Holds">How many times it held the lock and gave it back.</param>
/// <param name="HoldTime">For how long in all.</param>
/// <param name="WaitTime">How long it waited for the lock in all.</param>
internal sealed record ThreadReport(string Name, long Holds, TimeSpan HoldTime, TimeSpan WaitTime);

/// <summary>A time during which a thread held its lock.</summary>
/// <param name="Thread">The thread's number, from 0 in the order in which threads were started.</param>
/// <param name="StartTicks">When it took the lock, in <see cref="Stopwatch"/> ticks since the locks were made.</param>
/// <param name="EndTicks">When it gave it back, likewise.</param>
internal readonly record struct LockHold(int Thread, long StartTicks, long EndTicks)
{
    /// <summary>When it took the lock.</summary>
    public TimeSpan Start => Stopwatch.GetElapsedTime(0, StartTicks);

    /// <summary>When it gave the lock back.</summary>
    public TimeSpan End => Stopwatch.GetElapsedTime(0, EndTicks);
}

/// <summary>What happened to the locks of a process of the model.</summary>
public sealed record LockReport
{
    /// <param name="switches">How many times a lock went from one thread to another, the first taking included.</param>
    /// <param name="threads">The threads, in the order in which they were started.</param>
    /// <param name="holds">Who held a lock when, as many as were to be recorded.</param>
    internal LockReport(long switches, IReadOnlyList<ThreadReport> threads, IReadOnlyList<LockHold> holds) =>
        (Switches, Threads, Holds) = (switches, threads, holds);

    internal long Switches { get; init; }
    internal IReadOnlyList<ThreadReport> Threads { get; init; }
    internal IReadOnlyList<LockHold> Holds { get; init; }

    /// <summary>How many times threads held a lock in all.</summary>
    public long HoldCount => Threads.Sum(thread => thread.Holds);
}
