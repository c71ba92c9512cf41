using System.Diagnostics;
using MathNet.Numerics.Statistics;
using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>
/// One experiment on the lock, as the model does it and as a CPython does it, so that the two figures can stand side by side.
/// </summary>
/// <param name="What">What is measured.</param>
/// <param name="Unit">The unit of both figures.</param>
/// <param name="Model">Measures the model once, under a kind of lock.</param>
/// <param name="Python">Measures a build once; NaN where it has nothing to measure.</param>
internal sealed record LockTrial(
    string What, Unit Unit, Func<LockMode, CancellationToken, Task<double>> Model, Func<CPython, CancellationToken, Task<double>> Python)
{
    private const int FibSize = 25;

    /// <summary>fib(25) on one thread: the time of a call, in seconds.</summary>
    /// <param name="calls">How many calls are timed together: 1 or more.</param>
    public static LockTrial OneCall(int calls = 10) => new(
        Invariant($"fib({FibSize}), one thread"),
        Unit.Seconds,
        (mode, token) => Task.Run(
            () =>
            {
                using var host = new InterpreterHost(new() { Mode = mode });
                using SubInterpreter machine = host.NewInterpreter(StackProgram.Fibonacci);
                machine.Call("fib", [FibSize], token);
                long start = Stopwatch.GetTimestamp();
                for (int call = 0; call < calls; call++)
                    machine.Call("fib", [FibSize], token);
                return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
            },
            token),
        async (python, token) =>
        {
            var peer = new PythonModel(python, PythonPool.OneThread);
            await using (peer.ConfigureAwait(false))
                return (await peer.RunAsync(Workload.Fibonacci, FibSize, calls, token).ConfigureAwait(false)).TimePerCall;
        });

    /// <summary>Two threads that compute fib(25) against one: the ratio of the times.</summary>
    /// <param name="calls">How many calls a CPython makes, and the model five times as many, being about as much faster: 2 or more.</param>
    /// <param name="rounds">How often both are timed: 1 or more.</param>
    public static LockTrial TwoThreads(int calls = 100, int rounds = 3) => new(
        "two threads' time against one's, computing",
        Unit.Ratio,
        async (mode, token) =>
            Last(await ModelThreads.ComputeAsync(new() { Mode = mode }, FibSize, ThreadsAgainstOne.ModelTimesAsFast * calls, threads: 2,
                rounds, token).ConfigureAwait(false)),
        async (python, token) =>
            Last(await GilExperiments.Computing.MeasureAsync(python, new { size = FibSize, calls, rounds }, token).ConfigureAwait(false)));

    /// <summary>How often computing threads hand the lock over, in a second.</summary>
    /// <param name="interval">The switch interval; 5 ms when left out.</param>
    /// <param name="threads">How many threads compute: 1 or more.</param>
    /// <param name="duration">How long hand-overs are counted; a second when left out.</param>
    public static LockTrial HandOvers(TimeSpan? interval = null, int threads = 2, TimeSpan? duration = null) => new(
        Invariant($"hand-overs a second, {threads} threads{InWords(interval)}"),
        Unit.None,
        (mode, token) => Task.Run(() => ModelContention.HandOvers(Options(mode, interval), threads, duration, token), token),
        async (python, token) =>
        {
            var kept = await GilExperiments.HandOvers.MeasureAsync(python, new { threads, switch_interval_ms = interval?.TotalMilliseconds,
                seconds = duration?.TotalSeconds ?? 1, rounds = 1 }, token).ConfigureAwait(false);
            return 1 / kept.Values("kept").Median();
        });

    /// <summary>How long a sleep of a millisecond takes beside a thread that computes, in seconds: the convoy effect.</summary>
    /// <param name="interval">The switch interval; 5 ms when left out.</param>
    /// <param name="waits">How many sleeps, of which the median counts: 1 or more.</param>
    public static LockTrial Sleep(TimeSpan? interval = null, int waits = 200) => new(
        $"a sleep of 1 ms beside a computing thread{InWords(interval)}",
        Unit.Seconds,
        (mode, token) => Task.Run(() => ModelContention.Sleeps(Options(mode, interval), waits: waits, cancellationToken: token).Median(),
            token),
        async (python, token) =>
            (await GilExperiments.Sleeps.MeasureAsync(python, new { waits, switch_interval_ms = interval?.TotalMilliseconds }, token)
                .ConfigureAwait(false)).Values("took").Median());

    private static double Last(Turns turns) => turns.Compare(turns.Names[^1], turns.Names[0]).Ratio.Value;

    private static LockOptions Options(LockMode mode, TimeSpan? interval) =>
        interval is { } set ? new() { Mode = mode, SwitchInterval = set } : new() { Mode = mode };

    private static string InWords(TimeSpan? interval) => interval is { } set ? $", interval {Unit.Seconds.Format(set.TotalSeconds)}" : "";
}
