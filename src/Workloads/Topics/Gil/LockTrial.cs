using System.Diagnostics;
using MathNet.Numerics.Statistics;
using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>One experiment on the lock, as the model does it and as a CPython does it, so that the two figures can stand side by side.</summary>
/// <param name="What">What is measured.</param>
/// <param name="Unit">The unit of both figures.</param>
/// <param name="Model">Measures the model once, under a kind of lock.</param>
/// <param name="Python">Measures a build once; NaN where it has nothing to measure.</param>
public sealed record LockTrial(
    string What, Unit Unit, Func<LockMode, CancellationToken, double> Model, Func<CPython, CancellationToken, Task<double>> Python)
{
    /// <summary>So many times the work of a CPython takes the model about as long.</summary>
    internal const int TimesAsFast = 5;

    /// <summary>What they compute.</summary>
    internal const int FibSize = 25;

    /// <summary>fib(25) on one thread: the time of a call, in seconds.</summary>
    /// <param name="calls">How many calls are timed together: 1 or more.</param>
    public static LockTrial OneCall(int calls = 10) => new(
        $"fib({FibSize}), one thread",
        Unit.Seconds,
        (mode, token) =>
        {
            using var host = new InterpreterHost(new() { Mode = mode });
            using SubInterpreter machine = host.NewInterpreter(StackProgram.Fibonacci);
            machine.Call("fib", [FibSize], token);
            long start = Stopwatch.GetTimestamp();
            for (int call = 0; call < calls; call++)
                machine.Call("fib", [FibSize], token);
            return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
        },
        async (python, token) =>
        {
            var peer = new PythonModel(python, PythonPool.OneThread);
            await using (peer.ConfigureAwait(false))
                return (await peer.RunAsync(Workload.Fibonacci, FibSize, calls, token).ConfigureAwait(false)).TimePerCall;
        });

    /// <summary>Two threads that compute fib(25) against one: the ratio of the times.</summary>
    /// <param name="calls">How many calls a CPython makes, and the model five times as many, being about as much faster: 2 or more.</param>
    /// <param name="repeats">How often both are timed: 1 or more.</param>
    public static LockTrial TwoThreads(int calls = 100, int repeats = 3) => new(
        "two threads' time against one's, computing",
        Unit.Ratio,
        (mode, token) => ModelThreadsAgainstOne.Compute(new() { Mode = mode }, FibSize, TimesAsFast * calls, repeats: repeats, cancellationToken: token).Ratio,
        async (python, token) => (await PythonThreadsAgainstOne.ComputeAsync(python, FibSize, calls, repeats: repeats, cancellationToken: token).ConfigureAwait(false)).Ratio);

    /// <summary>Two threads that hash large blocks in native code, which gives the lock up meanwhile (C5), against one: the ratio of the times.</summary>
    /// <param name="repeats">How often both are timed: 1 or more.</param>
    public static LockTrial Hashing(int repeats = 3) => new(
        "two threads' time against one's, hashing",
        Unit.Ratio,
        (mode, token) => ModelThreadsAgainstOne.Hash(new() { Mode = mode }, calls: 6, repeats: repeats, cancellationToken: token).Ratio,
        async (python, token) => (await PythonThreadsAgainstOne.HashAsync(python, repeats: repeats, cancellationToken: token).ConfigureAwait(false)).Ratio);

    /// <summary>How often computing threads hand the lock over, in a second.</summary>
    /// <param name="interval">The switch interval; 5 ms when left out.</param>
    /// <param name="threads">How many threads compute: 1 or more.</param>
    /// <param name="duration">How long hand-overs are counted; a second when left out.</param>
    public static LockTrial HandOvers(TimeSpan? interval = null, int threads = 2, TimeSpan? duration = null) => new(
        $"hand-overs a second, {threads} threads{InWords(interval)}",
        Unit.None,
        (mode, token) => ModelContention.HandOvers(Options(mode, interval), threads, duration, token),
        async (python, token) => (await PythonHandOvers.CountAsync(python, threads, interval, duration, repeats: 1, token).ConfigureAwait(false)).Median);

    /// <summary>How long a sleep of a millisecond takes beside a thread that computes, in seconds: the convoy effect.</summary>
    /// <param name="interval">The switch interval; 5 ms when left out.</param>
    /// <param name="waits">How many sleeps, of which the median counts: 1 or more.</param>
    public static LockTrial Sleep(TimeSpan? interval = null, int waits = 200) => new(
        $"a sleep of 1 ms beside a computing thread{InWords(interval)}",
        Unit.Seconds,
        (mode, token) => ModelContention.Sleeps(Options(mode, interval), waits: waits, cancellationToken: token).Median(),
        async (python, token) => (await PythonLatency.OfSleepAsync(python, switchInterval: interval, waits: waits, cancellationToken: token).ConfigureAwait(false)).Median / 1_000);

    /// <summary>How long a datagram takes to a thread that echoes it and back, in seconds (B4).</summary>
    /// <param name="computingThreads">How many threads compute beside the echoing one; 0 measures it alone.</param>
    /// <param name="messages">How many datagrams, of which the median counts: 1 or more.</param>
    public static LockTrial Echo(int computingThreads, int messages = 200) => new(
        $"a datagram echoed, {(computingThreads == 0 ? "alone" : $"beside {computingThreads} computing thread{(computingThreads == 1 ? "" : "s")}")}",
        Unit.Seconds,
        (mode, token) => ModelUdpEcho.RoundTrips(new() { Mode = mode }, computingThreads, messages, token).Median(),
        async (python, token) => (await PythonLatency.OfUdpEchoAsync(python, computingThreads, messages: messages, cancellationToken: token).ConfigureAwait(false)).Median / 1_000);

    private static LockOptions Options(LockMode mode, TimeSpan? interval) =>
        interval is { } set ? new() { Mode = mode, SwitchInterval = set } : new() { Mode = mode };

    private static string InWords(TimeSpan? interval) => interval is { } set ? $", interval {Unit.Seconds.Format(set.TotalSeconds)}" : "";
}
