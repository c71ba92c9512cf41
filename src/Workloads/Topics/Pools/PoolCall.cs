using MathNet.Numerics.Statistics;
using Workloads.Charts;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>
/// An empty call through the warm process pool, many in flight (A9), in turns with CPython's pool: the goal <c>pool-call</c>.
/// </summary>
/// <param name="Seconds">A call's time, one number a round.</param>
/// <param name="SubmitSeconds">A call's time in CPython's pool, submitted by itself, likewise.</param>
/// <param name="MapSeconds">A call's time in CPython's pool, by <c>map</c> in chunks of 1,000, likewise.</param>
/// <param name="Python">The CPython beside it; null for none.</param>
internal sealed record PoolCall(IReadOnlyList<double> Seconds, IReadOnlyList<double> SubmitSeconds, IReadOnlyList<double> MapSeconds,
    CPython? Python)
    : PoolFigures("pool-call", Python)
{
    private const int Calls = 100_000;

    /// <summary>The median time of a call, in seconds.</summary>
    public double Call => Seconds.Median();

    /// <summary>CPython's median time of a submitted call, in seconds; NaN without it.</summary>
    public double Submit => SubmitSeconds.Median();

    /// <summary>CPython's median time of a call in a chunk, in seconds; NaN without it.</summary>
    public double Map => MapSeconds.Median();

    /// <inheritdoc/>
    public override IReadOnlyList<Criterion> Criteria => Python is null
        ? []
        :
        [
            Criterion.AtLeast("cheaper than CPython's submit", Ratio(SubmitSeconds, Seconds), 1_000, Unit.Ratio)
                with { Ours = Unit.Seconds.Format(Call), Peer = Unit.Seconds.Format(Submit) },
            Criterion.AtLeast("cheaper than CPython's map in chunks", Ratio(MapSeconds, Seconds), 8, Unit.Ratio)
                with { Ours = Unit.Seconds.Format(Call), Peer = Unit.Seconds.Format(Map) },
        ];

    /// <inheritdoc/>
    public override string Beside => $"an empty call takes {Unit.Seconds.Format(Call)}, many at once";

    /// <inheritdoc/>
    public override IReadOnlyList<string> LeftOut => WithoutPython;

    /// <summary>Measures it.</summary>
    /// <param name="python">The CPython beside it; null for none.</param>
    /// <param name="full">Whether to take the time that the goal takes.</param>
    /// <param name="workers">How many workers each pool has: 1 to 256.</param>
    /// <param name="cancellationToken">Ends it; no process is left running.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static async Task<PoolCall> MeasureAsync(CPython? python, bool full, int workers = 2,
        CancellationToken cancellationToken = default)
    {
        int rounds = full ? 5 : 1, runs = full ? 7 : 21;
        var model = new ProcessPoolModel(workers);
        await using (model.ConfigureAwait(false))
        {
            await WarmUpAsync(full, RunAsync).ConfigureAwait(false);
            List<double> ours = [], submits = [], maps = [];
            for (int round = 0; round < rounds; round++)
            {
                var seconds = new List<double>();
                for (int run = 0; run < runs; run++)
                    seconds.Add(await RunAsync().ConfigureAwait(false));
                ours.Add(seconds.Median());
                if (python is null)
                    continue;
                PythonPoolCosts costs = await PythonPoolCosts.MeasureAsync(
                    python, workers, mappedCalls: Calls, trips: 1, repeats: 1, cancellationToken: cancellationToken).ConfigureAwait(false);
                submits.Add(costs.SubmitSeconds[0]);
                maps.Add(costs.MapSeconds[0]);
            }

            return new(ours, submits, maps, python);
        }

        async Task<double> RunAsync() =>
            (await model.RunAsync(Workload.Nothing, 0, Calls, cancellationToken).ConfigureAwait(false)).Elapsed.TotalSeconds / Calls;
    }
}
