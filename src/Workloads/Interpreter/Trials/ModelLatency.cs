using System.Diagnostics;
using MathNet.Numerics.Statistics;
using Workloads.Interpreter.Language;
using Workloads.Interpreter.Locking;

namespace Workloads.Interpreter.Trials;

/// <summary>How long a thread of the model is kept waiting beside others that compute: the convoy effect (B4).</summary>
/// <param name="Milliseconds">What each wait took, in the order in which they were made.</param>
public sealed record ModelLatency(IReadOnlyList<double> Milliseconds)
{
    private static readonly StackProgram s_program = StackProgram.Parse("""
        def compute():
            while True:
                pass
        """);

    /// <summary>The median, in milliseconds.</summary>
    public double Median => Milliseconds.Median();

    /// <summary>A thread that sleeps a millisecond again and again, and needs the lock after each.</summary>
    /// <param name="options">The lock; CPython's ways when left out.</param>
    /// <param name="computingThreads">How many threads compute beside it; 0 measures it alone.</param>
    /// <param name="milliseconds">How long it sleeps at a time: 0 or more.</param>
    /// <param name="waits">How often: 1 or more.</param>
    /// <param name="cancellationToken">Ends it; no thread is left running.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ModelLatency OfSleep(
        LockOptions? options = null, int computingThreads = 1, int milliseconds = 1, int waits = 200, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(computingThreads);
        ArgumentOutOfRangeException.ThrowIfNegative(milliseconds);
        ArgumentOutOfRangeException.ThrowIfLessThan(waits, 1);
        using var host = new InterpreterHost(options);
        using SubInterpreter interpreter = host.NewInterpreter(s_program);
        for (int thread = 0; thread < computingThreads; thread++)
            interpreter.Start("compute()", cancellationToken);

        return new(interpreter.Run("sleep", thread =>
        {
            var took = new double[waits];
            for (int wait = 0; wait < waits; wait++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                long start = Stopwatch.GetTimestamp();
                thread.Sleep(milliseconds);
                took[wait] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }

            return took;
        }, cancellationToken));
    }
}
