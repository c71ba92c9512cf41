using Workloads.Execution;
using Workloads.Html;

namespace Workloads.Interpreter.Locking;

/// <summary>How one thread fared with its lock.</summary>
/// <param name="Name">The thread's name: the call that it was started for.</param>
/// <param name="Holds">How many times it held the lock and gave it back.</param>
/// <param name="HoldTime">For how long in all.</param>
/// <param name="WaitTime">How long it waited for the lock in all.</param>
public sealed record ThreadReport(string Name, long Holds, TimeSpan HoldTime, TimeSpan WaitTime);

/// <summary>What happened to the locks of a process of the model.</summary>
/// <param name="Switches">How many times a lock went from one thread to another, the first taking included.</param>
/// <param name="Threads">The threads, in the order in which they were started.</param>
/// <param name="Holds">Who held a lock when, with the thread's number as worker: as many as were to be recorded.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record LockReport(long Switches, IReadOnlyList<ThreadReport> Threads, IReadOnlyList<CallSpan> Holds) : IDisplayable
{
    /// <summary>How many times threads held a lock in all.</summary>
    public long HoldCount => Threads.Sum(thread => thread.Holds);

    /// <inheritdoc/>
    public string ToHtml() => HtmlView.Of(this);
}
