using Workloads.Python;

namespace Workloads.Topics;

/// <summary>What it costs CPython to look, in every call, at who called and in which thread (A5).</summary>
/// <param name="PlainSeconds">The fibonacci numbers, untraced, on one thread.</param>
/// <param name="TracedSeconds">The same, traced.</param>
/// <param name="TracedThreadsSeconds">The same, traced, in a thread pool.</param>
/// <param name="TracedCalls">How many calls were traced in the pool.</param>
/// <param name="Switches">How often the next of them was in another thread than the one before.</param>
/// <param name="ShownFrom">Which of them <paramref name="Shown"/> begins with, counted from 0.</param>
/// <param name="Shown">A piece of the trace with the first switch in it; its beginning where there is none.</param>
public sealed record PythonTrace(
    double PlainSeconds, double TracedSeconds, double TracedThreadsSeconds, long TracedCalls, long Switches, int ShownFrom, IReadOnlyList<TracedCall> Shown)
{
    /// <summary>How many times as long a traced call takes.</summary>
    public double Slowdown => TracedSeconds / PlainSeconds;

    /// <summary>Traces calls.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="size">The fibonacci number.</param>
    /// <param name="callers">How often it is computed: 1 or more.</param>
    /// <param name="threads">How many threads the pool has: 1 or more.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonTrace> MeasureAsync(CPython python, int size = 10, int callers = 20, int threads = 2, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(callers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        return python.RunScriptAsync<PythonTrace>("traced_calls", new { size, callers, threads }, cancellationToken: cancellationToken);
    }
}
