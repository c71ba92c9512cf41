using Workloads.Python;

namespace Workloads.Topics;

/// <summary>How a future of <see cref="PythonFuture"/> is to end.</summary>
public enum PythonFutureEnding
{
    /// <summary>With a result.</summary>
    Result,

    /// <summary>With an exception.</summary>
    Failure,

    /// <summary>Cancelled while it still stood in the queue.</summary>
    CancelledInTheQueue,

    /// <summary>Cancelled while it ran, which a thread's call cannot be.</summary>
    CancelledWhileRunning,
}

/// <summary>A future of a CPython's thread pool, looked at from its queueing to its end (C4).</summary>
/// <param name="Moments">The looks at it, in order.</param>
/// <param name="Callbacks">Its callbacks in the order in which they ran; they were added as 1, 2, 3.</param>
public sealed record PythonFuture(IReadOnlyList<PythonFuture.Moment> Moments, IReadOnlyList<int> Callbacks)
{
    /// <summary>Queues a future behind a busy thread, lets it run, and looks at it at each step.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="ending">How it is to end.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonFuture> WatchAsync(CPython python, PythonFutureEnding ending = PythonFutureEnding.Result, CancellationToken cancellationToken = default)
    {
        string word = ending switch
        {
            PythonFutureEnding.Result => "result",
            PythonFutureEnding.Failure => "failure",
            PythonFutureEnding.CancelledInTheQueue => "cancelled_in_the_queue",
            _ => "cancelled_while_running",
        };
        return python.RunScriptAsync<PythonFuture>("future_life", new { ending = word }, cancellationToken: cancellationToken);
    }

    /// <summary>One look at the future.</summary>
    /// <param name="Event">What had just happened.</param>
    /// <param name="State">What the future was: pending, running, finished or cancelled.</param>
    public sealed record Moment(string Event, string State);
}
