using System.Diagnostics;
using Workloads.Interpreter;

namespace Workloads.Topics;

/// <summary>
/// What threads of the model that compute without end do to one another, and to a thread that waits beside them (A6, B4).
/// </summary>
internal static class ModelContention
{
    private static readonly StackProgram Program = StackProgram.Parse("""
        computing = 0

        def compute():
            global computing
            computing += 1
            while True:
                pass
        """);

    /// <summary>How often the computing threads hand the lock to one another.</summary>
    /// <param name="options">The lock; CPython's ways when left out.</param>
    /// <param name="threads">How many threads compute: 1 or more.</param>
    /// <param name="duration">How long hand-overs are counted; a second when left out.</param>
    /// <param name="cancellationToken">Ends it; no thread is left running.</param>
    /// <returns>Hand-overs in a second.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static double HandOvers(LockOptions? options = null, int threads = 2, TimeSpan? duration = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        return Beside(threads, options, (host, _) =>
        {
            long first = host.Report().Switches, start = Stopwatch.GetTimestamp();
            if (cancellationToken.WaitHandle.WaitOne(duration ?? TimeSpan.FromSeconds(1)))
                cancellationToken.ThrowIfCancellationRequested();
            return (host.Report().Switches - first) / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }, cancellationToken);
    }

    /// <summary>
    /// What a thread that sleeps again and again, and needs the lock after each sleep, is kept waiting: the convoy effect.
    /// </summary>
    /// <param name="options">The lock; CPython's ways when left out.</param>
    /// <param name="computingThreads">How many threads compute beside it; 0 measures it alone.</param>
    /// <param name="milliseconds">How long it sleeps at a time: 0 or more.</param>
    /// <param name="waits">How often: 1 or more.</param>
    /// <param name="cancellationToken">Ends it; no thread is left running.</param>
    /// <returns>What each sleep took, in seconds, in the order in which they were made.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<double> Sleeps(
        LockOptions? options = null, int computingThreads = 1, int milliseconds = 1, int waits = 200,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(computingThreads);
        ArgumentOutOfRangeException.ThrowIfNegative(milliseconds);
        ArgumentOutOfRangeException.ThrowIfLessThan(waits, 1);
        return Beside(computingThreads, options, (_, interpreter) => interpreter.Run("sleep", thread =>
        {
            var took = new double[waits];
            for (int wait = 0; wait < waits; wait++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                long start = Stopwatch.GetTimestamp();
                thread.Sleep(milliseconds);
                took[wait] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            }

            return took;
        }, cancellationToken), cancellationToken);
    }

    /// <summary>Measures something beside threads that compute, and ends them.</summary>
    internal static T Beside<T>(int threads, LockOptions? options, Func<InterpreterHost, SubInterpreter, T> measure,
        CancellationToken cancellationToken)
    {
        using var host = new InterpreterHost(options);
        using SubInterpreter interpreter = host.NewInterpreter(Program);
        for (int thread = 1; thread <= threads; thread++)
        {
            // A busy machine may start a thread late, and what is measured before is measured beside nothing.
            interpreter.Start("compute()", cancellationToken);
            SpinWait.SpinUntil(() => interpreter["computing"] == thread || cancellationToken.IsCancellationRequested);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return measure(host, interpreter);
    }
}
