using System.Diagnostics;

namespace Workloads.Measuring;

/// <summary>Measures operations side by side: they take turns in every round, so that a disturbance hits all of them alike.</summary>
internal static class CostMeter
{
    /// <summary>Warms up, then measures.</summary>
    /// <param name="operations">What to measure.</param>
    /// <param name="rounds">Rounds that count, 1 or more.</param>
    /// <param name="warmUp">How long all of them together warm up; as long as a sweep does when left out, and longer while the compiler is
    /// busy. Each runs one round at least.</param>
    /// <param name="cancellationToken">Looked at between two operations.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rounds"/> is below 1.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<Cost> Measure(
        IReadOnlyList<Operation> operations, int rounds = 7, TimeSpan? warmUp = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operations);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);

        Rounds turns = Of(operations);
        using (var clock = new WarmUpClock(warmUp ?? WarmUp.DefaultTime))
        {
            do
                turns.TakeAsync(cancellationToken: cancellationToken).GetAwaiter().GetResult();
            while (!clock.IsOver());
        }

        turns = Of(operations);
        while (turns.Taken < rounds)
            turns.TakeAsync(cancellationToken: cancellationToken).GetAwaiter().GetResult();
        Turns taken = turns.ToTurns();
        return [.. operations.Select(operation => new Cost(operation.Name, operation.Times, taken.Values(operation.Name)))];
    }

    private static Rounds Of(IReadOnlyList<Operation> operations) =>
        new([.. operations.Select(operation => new Way(operation.Name, _ => Task.FromResult(Time(operation))))]);

    private static double Time(Operation operation)
    {
        long start = Stopwatch.GetTimestamp();
        operation.Run(operation.Times);
        return Stopwatch.GetElapsedTime(start).TotalSeconds / operation.Times;
    }
}
