using System.Diagnostics;
using MathNet.Numerics.Statistics;
using Workloads.Models;

namespace Workloads.Topics;

/// <summary>How many times as fast two isolates are as one at the same work, a thread each (A12): nothing that they share is locked.</summary>
internal static class IsolatesSideBySide
{
    /// <summary>Each isolate has a copy of the code that nobody has compiled yet.</summary>
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(0.3);

    /// <summary>Measures it: one and two in turns; the median of the ratios.</summary>
    /// <param name="size">The fibonacci number.</param>
    /// <param name="calls">How often it is computed, by both together: 2 or more.</param>
    /// <param name="repeats">How often one and two are timed: 1 or more.</param>
    /// <param name="cancellationToken">Ends it; no thread is left running.</param>
    public static double SpeedUp(int size, int calls, int repeats, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        using Isolate one = new(), other = new();
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < s_warmUp;)
            Time(size, cancellationToken, (one, 2), (other, 2));
        return Enumerable.Range(0, repeats)
            .Select(_ => Time(size, cancellationToken, (one, calls)) / Time(size, cancellationToken, (one, calls / 2), (other, calls - (calls / 2)))).Median();
    }

    private static double Time(int size, CancellationToken cancellationToken, params (Isolate Isolate, int Calls)[] shares)
    {
        long start = Stopwatch.GetTimestamp();
        OwnThreads.Run(shares.Length, number =>
        {
            (Isolate isolate, int calls) = shares[number];
            for (int call = 0; call < calls && !cancellationToken.IsCancellationRequested; call++)
                isolate.RunFibonacci(size);
        });
        cancellationToken.ThrowIfCancellationRequested();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
