using Workloads.Python;

namespace Workloads.Topics;

/// <summary>How long threads of a CPython went on after they were told to stop (C6).</summary>
/// <param name="LatencySeconds">From the telling to the thread's end, one number a repeat.</param>
public sealed record PythonStop(IReadOnlyList<double> LatencySeconds)
{
    /// <summary>The median.</summary>
    public TimeSpan Latency => TimeSpan.FromSeconds(Middle.Of(LatencySeconds));

    /// <summary>Tells threads that nap again and again to stop.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="byEvent">By an event, which wakes the napper; otherwise by an object's attribute, which it looks at after each nap.</param>
    /// <param name="nap">How long a thread naps at a time.</param>
    /// <param name="runFor">When it is told.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonStop> MeasureAsync(CPython python, bool byEvent, TimeSpan nap, TimeSpan runFor, CancellationToken cancellationToken = default) =>
        python.RunScriptAsync<PythonStop>(
            "stop_signals",
            new { signal = byEvent ? "event" : "flag", nap_ms = nap.TotalMilliseconds, run_ms = runFor.TotalMilliseconds },
            cancellationToken: cancellationToken);
}
