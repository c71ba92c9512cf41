using MathNet.Numerics.Statistics;
using Workloads.Charts;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>
/// An empty call through the warm process pool, many in flight (A9), in turns with CPython's pool: the goal <c>pool-call</c>.
/// </summary>
/// <param name="Times">A call's time, each way by its name.</param>
/// <param name="Python">The CPython beside it; null for none.</param>
internal sealed record PoolCall(Turns Times, CPython? Python) : PoolFigures("pool-call", Python)
{
    internal const string Pool = "an empty call, many at once", Submit = "CPython's submit", Map = "CPython's map in chunks of 1,000";

    private const int Calls = 100_000;

    /// <inheritdoc/>
    public override IReadOnlyList<Criterion> Criteria =>
        Python is null ? [] : [Criterion.AtLeast(Times, Submit, Pool, 1_000), Criterion.AtLeast(Times, Map, Pool, 8)];

    /// <inheritdoc/>
    public override string Beside => $"an empty call takes {Unit.Seconds.Format(Times.Took(Pool).Value)}, many at once";

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
        var model = new ProcessPoolModel(workers);
        await using (model.ConfigureAwait(false))
        {
            await WarmUpAsync(full, RunAsync).ConfigureAwait(false);
            List<double> ours = [], submits = [], maps = [];
            for (int round = 0; round < (full ? InTurns.MinRounds : 1); round++)
            {
                var seconds = new List<double>();
                for (int run = 0; run < 7; run++)
                    seconds.Add(await RunAsync().ConfigureAwait(false));
                ours.Add(seconds.Median());

                // One start of its pool for both of its ways.
                PythonPoolCosts? costs = python is null ? null : await PythonPoolCosts.MeasureAsync(
                    python, workers, mappedCalls: Calls, trips: 1, repeats: 1, cancellationToken: cancellationToken).ConfigureAwait(false);
                submits.Add(costs?.SubmitSeconds[0] ?? double.NaN);
                maps.Add(costs?.MapSeconds[0] ?? double.NaN);
            }

            return new(new([Pool, Submit, Map], [ours, submits, maps]), python);
        }

        async Task<double> RunAsync() =>
            (await model.RunAsync(Workload.Nothing, 0, Calls, cancellationToken).ConfigureAwait(false)).Elapsed.TotalSeconds / Calls;
    }
}
