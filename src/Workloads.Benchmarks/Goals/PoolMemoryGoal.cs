using System.Diagnostics;
using Workloads.Measurement;
using Workloads.Processes;

namespace Workloads.Benchmarks.Goals;

/// <summary>Ten million calls streamed through the process pool: the parent's memory stays where it is.</summary>
internal sealed class PoolMemoryGoal() : Goal("pool-memory")
{
    private const int Workers = 2;
    private const long Calls = 10_000_000;
    private const long Sample = 250_000;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        await using ProcessPool pool = await ProcessPool.StartAsync(Workers, cancellationToken);
        await StreamAsync(pool, Sample, cancellationToken);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = Environment.WorkingSet, start = Stopwatch.GetTimestamp();

        long most = await StreamAsync(pool, Calls, cancellationToken);

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        return new(
            [Criterion.AtMost($"{Calls:N0} streamed calls grow the parent by", Math.Max(0, most - before), 32e6, Figures.Megabytes)],
            $"{Figures.Megabytes(before)} before; {Figures.Nanoseconds(elapsed.TotalSeconds / Calls)} a call; their outcomes, kept, would be {Figures.Megabytes(32.0 * Calls)}");
    }

    /// <summary>Streams calls, checks their sum, and returns the most memory that was resident meanwhile.</summary>
    private static async Task<long> StreamAsync(ProcessPool pool, long calls, CancellationToken cancellationToken)
    {
        long count = 0, sum = 0, most = 0;
        await foreach (CallOutcome outcome in pool.StreamAsync(Workload.Nothing, Sizes(calls), cancellationToken: cancellationToken))
        {
            sum += outcome.Result;
            if (++count % Sample == 0)
                most = Math.Max(most, Environment.WorkingSet);
        }

        return count == calls && sum == calls * (calls - 1) / 2
            ? most
            : throw new InvalidOperationException($"Of {calls:N0} calls {count:N0} came back, with a sum of {sum:N0}.");
    }

    private static IEnumerable<long> Sizes(long count)
    {
        for (long size = 0; size < count; size++)
            yield return size;
    }
}
