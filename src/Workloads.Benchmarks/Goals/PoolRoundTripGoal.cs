using System.Diagnostics;
using Workloads.Benchmarks.Peers;
using Workloads.Measurement;
using Workloads.Processes;
using Workloads.Python;

namespace Workloads.Benchmarks.Goals;

/// <summary>One call at a time through the warm process pool, in turns with CPython's pool.</summary>
internal sealed class PoolRoundTripGoal() : Goal("pool-roundtrip")
{
    private const int Workers = 2;
    private const int Trips = 2_000;
    private const int Rounds = 5;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        CPython? python = await PythonCosts.FindAsync(cancellationToken);
        await using ProcessPool pool = await ProcessPool.StartAsync(Workers, cancellationToken);
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(1.5))
            await TripsAsync(pool, cancellationToken);

        List<double> ours = [], theirs = [];
        for (int round = 0; round < Rounds; round++)
        {
            ours.Add(await TripsAsync(pool, cancellationToken));
            if (python is not null)
                theirs.Add((await PythonPoolCosts.MeasureAsync(python, Workers, calls: 1, mappedCalls: 1, chunkSize: 1, trips: 500, repeats: 1, cancellationToken)).RoundTrip);
        }

        var criteria = new List<Criterion> { Criterion.AtMost("a round trip", ours.Median(), 25e-6, Durations.Text) };
        if (python is null)
            return new(criteria, $"{Workers} workers") { LeftOut = ["CPython is not here"] };

        criteria.Add(Criterion.AtLeast($"{python.Name}'s takes", theirs.Zip(ours, static (they, we) => they / we).Median(), 8, Figures.Times));
        return new(criteria, $"{python.Name} {Durations.Text(theirs.Median())}; no process is pinned to a core");
    }

    /// <summary>The mean time of a trip, as CPython's script takes it.</summary>
    private static async Task<double> TripsAsync(ProcessPool pool, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        long start = Stopwatch.GetTimestamp();
        for (int trip = 0; trip < Trips; trip++)
            await pool.CallAsync(Workload.Nothing, trip & 1, cancellationToken: CancellationToken.None);
        return Stopwatch.GetElapsedTime(start).TotalSeconds / Trips;
    }
}
