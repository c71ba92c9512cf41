using System.Diagnostics;
using MathNet.Numerics.Statistics;
using Workloads.Charts;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>One call at a time through the warm process pool (E9), in turns with CPython's pool: the goal <c>pool-roundtrip</c>.</summary>
/// <param name="Seconds">The mean time of a trip, one number a round. No process is pinned to a core.</param>
/// <param name="PythonSeconds">The same in CPython's pool.</param>
/// <param name="Python">The CPython beside it; null for none.</param>
internal sealed record PoolRoundTrip(IReadOnlyList<double> Seconds, IReadOnlyList<double> PythonSeconds, CPython? Python)
    : PoolFigures("pool-roundtrip", Python)
{
    private const int Trips = 2_000;
    private const int PythonTrips = 500;

    /// <summary>The median time of a trip, in seconds.</summary>
    public double Trip => Seconds.Median();

    /// <summary>CPython's median time of a trip, in seconds; NaN without it.</summary>
    public double PythonTrip => PythonSeconds.Median();

    /// <inheritdoc/>
    public override IReadOnlyList<Criterion> Criteria
    {
        get
        {
            var trip = Criterion.AtMost("one call at a time, there and back", Trip, 25e-6, Unit.Seconds);
            return Python is null
                ? [trip]
                : [trip, Criterion.AtLeast("cheaper than CPython's", Ratio(PythonSeconds, Seconds), 8, Unit.Ratio)
                    with { Ours = Unit.Seconds.Format(Trip), Peer = Unit.Seconds.Format(PythonTrip) }];
        }
    }

    /// <inheritdoc/>
    public override string Beside =>
        $"{(Python is null ? "" : $"{Python.Name} {Unit.Seconds.Format(PythonTrip)}; ")}no process is pinned to a core";

    /// <inheritdoc/>
    public override IReadOnlyList<string> LeftOut => WithoutPython;

    /// <inheritdoc cref="PoolCall.MeasureAsync"/>
    public static async Task<PoolRoundTrip> MeasureAsync(CPython? python, bool full, int workers = 2,
        CancellationToken cancellationToken = default)
    {
        ProcessPool pool = await ProcessPool.StartAsync(workers, cancellationToken).ConfigureAwait(false);
        await using (pool.ConfigureAwait(false))
        {
            await WarmUpAsync(full, TripsAsync).ConfigureAwait(false);
            List<double> ours = [], theirs = [];
            for (int round = 0; round < (full ? 5 : 1); round++)
            {
                ours.Add(await TripsAsync().ConfigureAwait(false));
                if (python is not null)
                    theirs.Add((await PythonPoolCosts.MeasureAsync(python, workers, calls: 1, mappedCalls: 1, chunkSize: 1, PythonTrips,
                        repeats: 1, cancellationToken).ConfigureAwait(false)).RoundTripSeconds[0]);
            }

            return new(ours, theirs, python);
        }

        async Task<double> TripsAsync()
        {
            cancellationToken.ThrowIfCancellationRequested();
            long start = Stopwatch.GetTimestamp();
            for (int trip = 0; trip < Trips; trip++)
                await pool.CallAsync(Workload.Nothing, trip & 1, cancellationToken: CancellationToken.None).ConfigureAwait(false);
            return Stopwatch.GetElapsedTime(start).TotalSeconds / Trips;
        }
    }
}
