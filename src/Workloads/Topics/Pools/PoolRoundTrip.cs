using System.Diagnostics;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>
/// One call at a time through the warm process pool (E9), in turns with a byte there and back through a bare pipe between two processes,
/// and with CPython's pool: the goal <c>pool-roundtrip</c>.
/// </summary>
/// <param name="Trips">The mean time of a trip, each way by its name. No process is pinned to a core.</param>
/// <param name="Python">The CPython beside it; null for none.</param>
internal sealed record PoolRoundTrip(Turns Trips, CPython? Python) : PoolFigures("pool-roundtrip", Python)
{
    internal const string Pool = "a call there and back through the pool", Pipe = "a byte through a bare pipe between two processes",
        Theirs = "a call through CPython's pool";

    private const int Calls = 2_000, PythonCalls = 500;

    /// <inheritdoc/>
    public override IReadOnlyList<Criterion> Criteria =>
        [Criterion.AtMost(Trips, Pool, Pipe, 0.5), .. Python is null ? (Criterion[])[] : [Criterion.AtLeast(Trips, Theirs, Pool, 8)]];

    /// <inheritdoc/>
    public override string Beside => "no process is pinned to a core";

    /// <inheritdoc/>
    public override IReadOnlyList<string> LeftOut => WithoutPython;

    /// <inheritdoc cref="PoolCall.MeasureAsync"/>
    public static async Task<PoolRoundTrip> MeasureAsync(CPython? python, bool full, int workers = 2,
        CancellationToken cancellationToken = default)
    {
        using Process echo = RuntimeStart.Start();
        try
        {
            await echo.StandardOutput.BaseStream.ReadExactlyAsync(new byte[1], cancellationToken).ConfigureAwait(false);
            ProcessPool pool = await ProcessPool.StartAsync(workers, cancellationToken).ConfigureAwait(false);
            await using (pool.ConfigureAwait(false))
            {
                await WarmUpAsync(full, () => CallAsync(pool, cancellationToken)).ConfigureAwait(false);
                List<Way> ways = [OfOne(Way.Timed(Pool, token => CallAsync(pool, token))),
                    OfOne(Way.Timed(Pipe, token => Task.Run(Echo, token)))];
                if (python is not null)
                {
                    ways.Add(new(Theirs, async token => (await PythonPoolCosts.MeasureAsync(
                        python, workers, calls: 1, mappedCalls: 1, chunkSize: 1, PythonCalls, repeats: 1, token)
                        .ConfigureAwait(false)).RoundTripSeconds[0]));
                }

                return new(await new InTurns { Ways = ways, MaxRounds = full ? InTurns.MinRounds : 1, Time = InTurns.LongTime }
                    .RunAsync(cancellationToken).ConfigureAwait(false), python);
            }
        }
        finally
        {
            echo.StandardInput.Close();
            await echo.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        static Way OfOne(Way way) => way with { MeasureAsync = async token => await way.MeasureAsync(token).ConfigureAwait(false) / Calls };

        static async Task CallAsync(ProcessPool pool, CancellationToken token)
        {
            token.ThrowIfCancellationRequested();
            for (int trip = 0; trip < Calls; trip++)
                await pool.CallAsync(Workload.Nothing, trip & 1, cancellationToken: CancellationToken.None).ConfigureAwait(false);
        }

        void Echo()
        {
            Stream there = echo.StandardInput.BaseStream, back = echo.StandardOutput.BaseStream;
            for (int trip = 0; trip < Calls; trip++)
            {
                there.WriteByte(1);
                there.Flush();
                back.ReadByte();
            }
        }
    }
}
