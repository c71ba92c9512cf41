using System.Diagnostics;
using Workloads.Benchmarks.Peers;
using Workloads.Measurement;
using Workloads.Processes;
using Workloads.Python;

namespace Workloads.Benchmarks.Goals;

/// <summary>An empty call through the warm process pool, many in flight, in turns with CPython's pool.</summary>
internal sealed class PoolCallGoal() : Goal("pool-call")
{
    private const int Workers = 2;
    private const int Calls = 100_000;
    private const int Rounds = 5;
    private const int RunsInRound = 7;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        CPython? python = await PythonCosts.FindAsync(cancellationToken);
        await using var model = new ProcessPoolModel(Workers);
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(1.5))
            await model.RunAsync(Workload.Nothing, 0, Calls, cancellationToken);

        List<double> ours = [], submits = [], maps = [];
        for (int round = 0; round < Rounds; round++)
        {
            var runs = new List<double>();
            for (int run = 0; run < RunsInRound; run++)
                runs.Add((await model.RunAsync(Workload.Nothing, 0, Calls, cancellationToken)).Elapsed.TotalSeconds / Calls);
            ours.Add(runs.Median());
            if (python is null)
                continue;
            PythonPoolCosts costs = await PythonPoolCosts.MeasureAsync(python, Workers, mappedCalls: Calls, trips: 1, repeats: 1, cancellationToken: cancellationToken);
            submits.Add(costs.Submit);
            maps.Add(costs.Map);
        }

        var criteria = new List<Criterion> { Criterion.AtMost("an empty call", ours.Median(), 0.05e-6, Figures.Nanoseconds) };
        if (python is null)
            return new(criteria, $"{Workers} workers") { LeftOut = ["CPython is not here"] };

        criteria.Add(Criterion.AtLeast("cheaper than submit", submits.Zip(ours, static (they, we) => they / we).Median(), 1_000, Figures.Times));
        criteria.Add(Criterion.AtLeast("cheaper than map in chunks", maps.Zip(ours, static (they, we) => they / we).Median(), 8, Figures.Times));
        return new(criteria, $"{python.Name} submit {Durations.Text(submits.Median())}, map {Durations.Text(maps.Median())}");
    }
}
