using Workloads.Python;

namespace Workloads.Topics;

/// <summary>What a spinner of a CPython showed while slow work was done (B5 to B8, B10).</summary>
/// <param name="Frames">The signs that it drew.</param>
/// <param name="Seconds">From the supervisor's start to its end.</param>
/// <param name="Facts">What the supervisor saw of it.</param>
public sealed record PythonSpinner(int Frames, double Seconds, PythonSpinner.Supervisor Facts)
{
    /// <summary>Spins while it waits, or sleeps without giving the loop away.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="kind">thread, process or coroutine.</param>
    /// <param name="wait">How long it waits.</param>
    /// <param name="interval">The time between two signs.</param>
    /// <param name="blocking">Whether the coroutine's supervisor blocks the loop meanwhile.</param>
    /// <param name="failAt">The sign at which the spinner throws, to see how its supervisor learns of it; none when left out.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonSpinner> WaitAsync(CPython python, string kind, TimeSpan wait, TimeSpan interval, bool blocking = false, int? failAt = null, CancellationToken cancellationToken = default) =>
        python.RunScriptAsync<PythonSpinner>(
            "spinners",
            new { kind, work = blocking ? "blocking" : "wait", seconds = wait.TotalSeconds, interval_ms = interval.TotalMilliseconds, fail_at = failAt },
            cancellationToken: cancellationToken);

    /// <summary>Spins while it computes whether a number is prime.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="kind">thread, process or coroutine.</param>
    /// <param name="number">The number.</param>
    /// <param name="interval">The time between two signs.</param>
    /// <param name="divisions">Divisions between two naps of the coroutine's supervisor; none when left out.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonSpinner> ComputeAsync(CPython python, string kind, long number, TimeSpan interval, int? divisions = null, CancellationToken cancellationToken = default) =>
        python.RunScriptAsync<PythonSpinner>(
            "spinners",
            new { kind, work = divisions is null ? "computing" : "napping", number, divisions = divisions ?? 0, interval_ms = interval.TotalMilliseconds },
            cancellationToken: cancellationToken);

    /// <summary>What a supervisor saw of its spinner (B9), each asked of the running objects themselves.</summary>
    /// <param name="Unit">The type of what was started.</param>
    /// <param name="Made">Its state when it had been made.</param>
    /// <param name="Started">Its state when it had been started.</param>
    /// <param name="Ended">Its state at the end.</param>
    /// <param name="SpinnerRanOn">Where the spinner ran; empty when it never did.</param>
    /// <param name="SlowRanOn">Where the supervisor's slow work ran.</param>
    /// <param name="StoppedBy">The method that was called to stop it.</param>
    /// <param name="StopSeconds">From that call to its end.</param>
    /// <param name="Failure">How the supervisor learned that the spinner had failed; null when it had not.</param>
    public sealed record Supervisor(string Unit, string Made, string Started, string Ended, string SpinnerRanOn, string SlowRanOn, string StoppedBy, double StopSeconds, string? Failure);
}
