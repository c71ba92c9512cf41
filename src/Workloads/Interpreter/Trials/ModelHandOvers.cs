using System.Diagnostics;
using MathNet.Numerics.Statistics;
using Workloads.Interpreter.Language;
using Workloads.Interpreter.Locking;

namespace Workloads.Interpreter.Trials;

/// <summary>How often CPU-bound threads of the model hand its lock to one another (A6, B4).</summary>
/// <param name="ASecond">Hand-overs in a second, one number a repeat.</param>
public sealed record ModelHandOvers(IReadOnlyList<double> ASecond)
{
    private static readonly StackProgram s_program = StackProgram.Parse("""
        def compute():
            while True:
                pass
        """);

    /// <summary>The median of the repeats.</summary>
    public double Median => ASecond.Median();

    /// <summary>Counts them.</summary>
    /// <param name="options">The lock; CPython's ways when left out.</param>
    /// <param name="threads">How many threads compute: 1 or more.</param>
    /// <param name="duration">How long each repeat counts; a second when left out.</param>
    /// <param name="repeats">1 or more.</param>
    /// <param name="cancellationToken">Ends it; no thread is left running.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ModelHandOvers Count(
        LockOptions? options = null, int threads = 2, TimeSpan? duration = null, int repeats = 3, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        return new([.. Enumerable.Range(0, repeats).Select(_ => Count(options, threads, duration ?? TimeSpan.FromSeconds(1), cancellationToken))]);
    }

    private static double Count(LockOptions? options, int threads, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var host = new InterpreterHost(options);
        using SubInterpreter interpreter = host.NewInterpreter(s_program);
        for (int thread = 0; thread < threads; thread++)
            interpreter.Start("compute()", cancellationToken);

        long first = host.Report().Switches, start = Stopwatch.GetTimestamp();
        if (cancellationToken.WaitHandle.WaitOne(duration))
            cancellationToken.ThrowIfCancellationRequested();
        return (host.Report().Switches - first) / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
