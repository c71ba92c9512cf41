using System.Diagnostics;
using Workloads.Charts;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>
/// A pool from nothing to its first result (A7), in turns with as many programs that do nothing but say that they are there: the
/// goal <c>pool-start</c>.
/// </summary>
/// <param name="Times">Each way's time by its name.</param>
/// <param name="PythonTime">What CPython's pool took, which starts by fork on Linux, in words; empty without it.</param>
internal sealed record PoolStart(Turns Times, string PythonTime) : PoolFigures("pool-start", Python: null)
{
    internal const string Pool = "a pool from nothing to its first result", Programs = "as many empty programs";

    /// <inheritdoc/>
    public override IReadOnlyList<Criterion> Criteria => [Criterion.AtMost(Times, Pool, Programs, 1.25) with { Peer = PythonTime }];

    /// <inheritdoc/>
    public override string Beside => "";

    /// <inheritdoc cref="PoolCall.MeasureAsync"/>
    public static async Task<PoolStart> MeasureAsync(CPython? python, bool full, int workers = 2,
        CancellationToken cancellationToken = default)
    {
        int rounds = full ? 25 : 3;
        Turns times = await new InTurns
        {
            Ways = [Way.Timed(Programs, _ => RuntimeStart.MeasureAsync(workers)), new(Pool, StartAsync)],
            MaxRounds = rounds, Time = InTurns.LongTime, WarmUps = full ? 3 : 1,
        }.RunAsync(cancellationToken).ConfigureAwait(false);
        PythonPoolCosts? costs = python is null ? null : await PythonPoolCosts.MeasureAsync(
            python, workers, calls: 1, mappedCalls: 1, chunkSize: 1, trips: 1, repeats: rounds, cancellationToken).ConfigureAwait(false);
        return new(times, costs is null ? "" : Unit.Seconds.Format(MedianInterval.Of([.. costs.StartSeconds]).Value));

        async Task<double> StartAsync(CancellationToken token)
        {
            long start = Stopwatch.GetTimestamp();
            ProcessPool pool = await ProcessPool.StartAsync(workers, token).ConfigureAwait(false);
            await using (pool.ConfigureAwait(false))
            {
                await pool.CallAsync(Workload.Nothing, 1, cancellationToken: token).ConfigureAwait(false);
                return Stopwatch.GetElapsedTime(start).TotalSeconds;
            }
        }
    }
}
