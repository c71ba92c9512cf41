using System.Diagnostics;

namespace Workloads.Measuring;

/// <summary>Measures operations side by side: they take turns in every round, so that a disturbance hits all of them alike.</summary>
public static class CostMeter
{
    /// <summary>Warms up, then measures.</summary>
    /// <param name="operations">What to measure.</param>
    /// <param name="rounds">Rounds that count, 1 or more.</param>
    /// <param name="warmUp">How long all of them together warm up; as long as a sweep does when left out, and longer while the compiler is busy. Each runs one round at least.</param>
    /// <param name="cancellationToken">Looked at between two operations.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rounds"/> is below 1.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<Cost> Measure(
        IReadOnlyList<Operation> operations, int rounds = 7, TimeSpan? warmUp = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operations);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);

        using (var clock = new WarmUpClock(warmUp ?? WarmUp.DefaultTime))
        {
            do
            {
                foreach (Operation operation in operations)
                    Time(operation, cancellationToken);
            }
            while (!clock.IsOver());
        }

        var seconds = new double[operations.Count, rounds];
        for (int round = 0; round < rounds; round++)
        {
            for (int operation = 0; operation < operations.Count; operation++)
                seconds[operation, round] = Time(operations[operation], cancellationToken);
        }

        return [.. operations.Select((operation, row) => new Cost(operation.Name, operation.Times, [.. Enumerable.Range(0, rounds).Select(round => seconds[row, round])]))];
    }

    private static double Time(Operation operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        long start = Stopwatch.GetTimestamp();
        operation.Run(operation.Times);
        return Stopwatch.GetElapsedTime(start).TotalSeconds / operation.Times;
    }
}
