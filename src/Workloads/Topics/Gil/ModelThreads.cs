using Workloads.Interpreter;
using Workloads.Measuring;

namespace Workloads.Topics;

/// <summary>
/// The same work done by one thread of the model and shared out among several, in turns (A6, B4, C5). With a lock for each
/// interpreter every thread has an interpreter of its own (A11).
/// </summary>
internal static class ModelThreads
{
    /// <summary>The way that the threads are compared with.</summary>
    public const string One = "one thread";

    private static readonly StackProgram Program = StackProgram.Parse("""
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

    /// <summary>The name of the way that has so many threads.</summary>
    public static string Several(int threads) => Invariant($"{threads} threads");

    /// <summary>Threads that compute fibonacci numbers, and so need the lock.</summary>
    /// <param name="options">The lock; CPython's ways when left out.</param>
    /// <param name="size">The fibonacci number.</param>
    /// <param name="calls">How often it is computed, by all threads together: 1 or more.</param>
    /// <param name="threads">How many threads are several: 1 or more.</param>
    /// <param name="rounds">The most rounds.</param>
    /// <param name="cancellationToken">Ends it; no thread is left running.</param>
    public static Task<Turns> ComputeAsync(
        LockOptions? options, int size, int calls, int threads, int rounds, CancellationToken cancellationToken) =>
        MeasureAsync("compute", size, options, calls, threads, rounds, cancellationToken);

    /// <summary>Threads that hash large blocks natively, and give the lock up meanwhile (C5).</summary>
    /// <param name="options">The lock; CPython's ways when left out.</param>
    /// <param name="kilobytes">The size of a block.</param>
    /// <param name="calls">How many blocks, by all threads together: 1 or more.</param>
    /// <param name="threads">How many threads are several: 1 or more.</param>
    /// <param name="rounds">The most rounds.</param>
    /// <param name="cancellationToken">Ends it; no thread is left running.</param>
    public static Task<Turns> HashAsync(
        LockOptions? options, int kilobytes, int calls, int threads, int rounds, CancellationToken cancellationToken) =>
        MeasureAsync("hash", kilobytes, options, calls, threads, rounds, cancellationToken);

    private static async Task<Turns> MeasureAsync(
        string function, long size, LockOptions? options, int calls, int threads, int rounds, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        using var host = new InterpreterHost(options);
        int interpreters = host.Options.Mode == LockMode.OneForEachInterpreter ? threads : 1;
        SubInterpreter[] all = [.. Enumerable.Range(0, interpreters).Select(_ => host.NewInterpreter(Program))];
        string[] shares = [.. Enumerable.Range(0, threads)
            .Select(thread => Invariant($"{function}({calls / threads + (thread < calls % threads ? 1 : 0)}, {size})"))];
        return await new InTurns
        {
            Ways =
            [
                Way.Timed(One, token => Task.Run(() => Run(all, [Invariant($"{function}({calls}, {size})")], token), token)),
                Way.Timed(Several(threads), token => Task.Run(() => Run(all, shares, token), token)),
            ],
            MaxRounds = rounds, Decides = SharedWork.AtOneTime,
        }.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private static void Run(SubInterpreter[] interpreters, string[] calls, CancellationToken cancellationToken)
    {
        RunningCall[] running =
            [.. calls.Select((call, thread) => interpreters[thread % interpreters.Length].Start(call, cancellationToken))];
        foreach (RunningCall call in running)
            _ = call.Result;
    }
}
