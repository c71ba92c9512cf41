using System.Diagnostics;
using Workloads.Measurement;
using Workloads.Processes;

namespace Workloads.Benchmarks.Goals;

/// <summary>A pool of two from nothing to its first result, in turns with two programs that do nothing but say that they are there.</summary>
internal sealed class PoolStartGoal() : Goal("pool-start")
{
    private const int Workers = 2;
    private const int Rounds = 25;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        List<double> pools = [], programs = [];
        for (int round = -3; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double program = (await RuntimeStart.MeasureAsync(Workers)).TotalSeconds, pool = await StartPoolAsync(cancellationToken);
            if (round < 0)
                continue;
            programs.Add(program);
            pools.Add(pool);
        }

        return new(
            [Criterion.AtMost("a pool of 2 takes, of two empty programs' time,", pools.Zip(programs, static (we, they) => we / they).Median(), 1.25, Figures.Times)],
            $"pool {Durations.Text(pools.Median())}, programs {Durations.Text(programs.Median())}");
    }

    private static async Task<double> StartPoolAsync(CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        await using ProcessPool pool = await ProcessPool.StartAsync(Workers, cancellationToken);
        await pool.CallAsync(Workload.Nothing, 1, cancellationToken: cancellationToken);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
