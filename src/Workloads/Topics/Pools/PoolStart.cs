using System.Diagnostics;
using MathNet.Numerics.Statistics;
using Workloads.Charts;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>
/// A pool from nothing to its first result (A7), in turns with as many programs that do nothing but say that they are there: the
/// goal <c>pool-start</c>.
/// </summary>
/// <param name="Workers">How many workers, and how many programs.</param>
/// <param name="Seconds">The pool's time, one number a round.</param>
/// <param name="ProgramsSeconds">The empty programs' time, likewise.</param>
/// <param name="PythonSeconds">The time of CPython's pool, which starts by fork on Linux.</param>
/// <param name="Python">The CPython beside it; null for none.</param>
internal sealed record PoolStart(int Workers, IReadOnlyList<double> Seconds, IReadOnlyList<double> ProgramsSeconds,
    IReadOnlyList<double> PythonSeconds, CPython? Python)
    : PoolFigures("pool-start", Python)
{
    /// <summary>The pool's median time, in seconds.</summary>
    public double Start => Seconds.Median();

    /// <summary>The empty programs' median time, in seconds.</summary>
    public double Programs => ProgramsSeconds.Median();

    /// <summary>The median time of CPython's pool, in seconds; NaN without it.</summary>
    public double PythonStart => PythonSeconds.Median();

    /// <inheritdoc/>
    public override IReadOnlyList<Criterion> Criteria =>
    [
        Criterion.AtMost(Invariant($"a pool of {Workers}, in times of {Workers} empty programs"), Ratio(Seconds, ProgramsSeconds), 1.25,
            Unit.Ratio) with
        {
            Ours = Unit.Seconds.Format(Start),
            Floor = Unit.Seconds.Format(Programs),
            Peer = Python is null ? "" : Unit.Seconds.Format(PythonStart),
        },
    ];

    /// <inheritdoc/>
    public override string Beside => "";

    /// <inheritdoc cref="PoolCall.MeasureAsync"/>
    public static async Task<PoolStart> MeasureAsync(CPython? python, bool full, int workers = 2,
        CancellationToken cancellationToken = default)
    {
        int cold = full ? 3 : 1, rounds = full ? 25 : 3;
        List<double> pools = [], programs = [];
        for (int round = -cold; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double program = (await RuntimeStart.MeasureAsync(workers).ConfigureAwait(false)).TotalSeconds, pool =
                await StartAsync(workers, cancellationToken).ConfigureAwait(false);
            if (round < 0)
                continue;
            programs.Add(program);
            pools.Add(pool);
        }

        PythonPoolCosts? costs = python is null ? null : await PythonPoolCosts.MeasureAsync(
            python, workers, calls: 1, mappedCalls: 1, chunkSize: 1, trips: 1, repeats: rounds, cancellationToken).ConfigureAwait(false);
        return new(workers, pools, programs, costs?.StartSeconds ?? [], python);
    }

    private static async Task<double> StartAsync(int workers, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        ProcessPool pool = await ProcessPool.StartAsync(workers, cancellationToken).ConfigureAwait(false);
        await using (pool.ConfigureAwait(false))
        {
            await pool.CallAsync(Workload.Nothing, 1, cancellationToken: cancellationToken).ConfigureAwait(false);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }
}
