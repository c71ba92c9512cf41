using System.Diagnostics;
using MathNet.Numerics.Statistics;
using Workloads.Interpreter;

namespace Workloads.Topics;

/// <summary>
/// The same work done by one thread of the model and shared out among several, again and again in turn (B4, B13, C5). With a
/// lock for each interpreter every thread has an interpreter of its own (A11).
/// </summary>
/// <param name="OneThreadSeconds">How long one thread took, one number a repeat.</param>
/// <param name="ThreadsSeconds">How long several took, likewise.</param>
public sealed record ModelThreadsAgainstOne(IReadOnlyList<double> OneThreadSeconds, IReadOnlyList<double> ThreadsSeconds)
{
    private static readonly StackProgram s_program = StackProgram.Parse("""
        def compute(calls, n):
            for i in range(calls):
                fib(n)

        def fib(n):
            if n <= 2:
                return 1
            return fib(n - 1) + fib(n - 2)

        def hash(calls, kilobytes):
            for i in range(calls):
                hash_kb(kilobytes)
        """);

    /// <summary>The time of several threads in times of one thread, by the median of the repeats' ratios: 1 and a little more under one lock.</summary>
    public double Ratio => OneThreadSeconds.Zip(ThreadsSeconds, static (one, several) => several / one).Median();

    /// <summary>Threads that compute fibonacci numbers, and so need the lock.</summary>
    /// <param name="options">The lock; CPython's ways when left out.</param>
    /// <param name="size">The fibonacci number.</param>
    /// <param name="calls">How often it is computed, by all threads together.</param>
    /// <param name="threads">How many threads are several: 1 or more.</param>
    /// <param name="repeats">How often both are timed: 1 or more.</param>
    /// <param name="cancellationToken">Ends it; no thread is left running.</param>
    public static ModelThreadsAgainstOne Compute(
        LockOptions? options = null, int size = 25, int calls = 500, int threads = 2, int repeats = 5, CancellationToken cancellationToken = default) =>
        Run("compute", size, options, calls, threads, repeats, cancellationToken);

    /// <summary>Threads that hash large blocks natively, and give the lock up meanwhile (C5).</summary>
    /// <param name="options">The lock; CPython's ways when left out.</param>
    /// <param name="kilobytes">The size of a block.</param>
    /// <param name="calls">How many blocks, by all threads together.</param>
    /// <param name="threads">How many threads are several: 1 or more.</param>
    /// <param name="repeats">How often both are timed: 1 or more.</param>
    /// <param name="cancellationToken">Ends it; no thread is left running.</param>
    public static ModelThreadsAgainstOne Hash(
        LockOptions? options = null, int kilobytes = 16_384, int calls = 2, int threads = 2, int repeats = 5, CancellationToken cancellationToken = default) =>
        Run("hash", kilobytes, options, calls, threads, repeats, cancellationToken);

    private static ModelThreadsAgainstOne Run(string function, long size, LockOptions? options, int calls, int threads, int repeats, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        using var host = new InterpreterHost(options);
        int interpreters = host.Options.Mode == LockMode.OneForEachInterpreter ? threads : 1;
        SubInterpreter[] all = [.. Enumerable.Range(0, interpreters).Select(_ => host.NewInterpreter(s_program))];
        string[] shares = [.. Enumerable.Range(0, threads).Select(thread => $"{function}({calls / threads + (thread < calls % threads ? 1 : 0)}, {size})")];
        List<double> one = [], several = [];
        foreach (SubInterpreter interpreter in all)
            interpreter.Call(function, [1, size], cancellationToken);
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            one.Add(Time(all, [$"{function}({calls}, {size})"], cancellationToken));
            several.Add(Time(all, shares, cancellationToken));
        }

        return new(one, several);
    }

    private static double Time(SubInterpreter[] interpreters, string[] calls, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        RunningCall[] running = [.. calls.Select((call, thread) => interpreters[thread % interpreters.Length].Start(call, cancellationToken))];
        foreach (RunningCall call in running)
            _ = call.Result;
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
