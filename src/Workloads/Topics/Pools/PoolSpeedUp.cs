using MathNet.Numerics.Statistics;
using Workloads.Charts;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Processes;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>
/// How many times as fast as one thread the warm pool is: with a thousand calls of fib(25) (A8), and with the document's twenty primes
/// (B12), whose times are very uneven. The goal <c>pool-speedup</c>.
/// </summary>
/// <param name="Workers">How many workers.</param>
/// <param name="Fibonacci">The speed-up with fib(25), one number a repeat.</param>
/// <param name="Primes">The primes, one round each: in turn on one thread and on the pool, with spans.</param>
/// <param name="PythonSpeedUp">The speed-up of CPython's pool with fib(25); null without it.</param>
/// <param name="Python">The CPython beside it; null for none.</param>
internal sealed record PoolSpeedUp(int Workers, IReadOnlyList<double> Fibonacci, IReadOnlyList<(Run Alone, Run Shared)> Primes,
    double? PythonSpeedUp, CPython? Python)
    : PoolFigures("pool-speedup", Python)
{
    private const int Size = 25;
    private const int Callers = 1_000;

    /// <summary>The primes' speed-up, as a share of what the best schedule would reach; the median.</summary>
    public double OfBest => Primes.Select(round =>
        round.Alone.Elapsed / round.Shared.Elapsed / new BestSchedule(Workers,
            [.. round.Alone.Spans!.Select(span => span.Duration)]).BestSpeedUp).Median();

    /// <summary>The primes' median time on the pool, in seconds.</summary>
    public double PrimesTime => Primes.Select(round => round.Shared.Elapsed.TotalSeconds).Median();

    /// <inheritdoc/>
    public override IReadOnlyList<Criterion> Criteria => Workers < 2
        ? []
        :
        [
            Criterion.AtLeast(Invariant($"fib({Size}) × {Callers:N0} on {Workers} workers"), Fibonacci.Median(), 0.93 * Workers, Unit.Ratio)
                with { Peer = PythonSpeedUp is { } they ? Unit.Ratio.Format(they) : "" },
            Criterion.AtLeast("the primes, of the best schedule's speed-up", OfBest, 0.90, Unit.Percent)
                with { Ours = Unit.Seconds.Format(PrimesTime) },
        ];

    /// <inheritdoc/>
    public override string Beside
    {
        get
        {
            if (Workers < 2)
                return "";
            return $"the primes in {Unit.Seconds.Format(PrimesTime)}{(PythonSpeedUp is { } they ? Invariant($", {Python!.Name}'s pool {Unit.Ratio.Format(they)} on fib({Size})") : "")}";
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> LeftOut => Workers < 2 ? ["one worker shares nothing out"] : [];

    /// <summary>Measures it. With one worker there is nothing to measure, and all of it is left out.</summary>
    /// <param name="python">The CPython beside it; null for none.</param>
    /// <param name="full">Whether to take the time that the goal takes.</param>
    /// <param name="workers">How many workers each pool has: 1 to 256, the cores that this process may use when left out.</param>
    /// <param name="cancellationToken">Ends it; no process is left running.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static async Task<PoolSpeedUp> MeasureAsync(CPython? python, bool full, int? workers = null,
        CancellationToken cancellationToken = default)
    {
        int count = workers ?? Environment.ProcessorCount;
        if (count < 2)
            return new(count, [], [], null, python);

        var pool = new ProcessPoolModel(count);
        await using (pool.ConfigureAwait(false))
        {
            IReadOnlyList<double> fibonacci = await SpeedUpsAsync(new SequentialModel(), pool, Callers, full ? 11 : 3, cancellationToken)
                .ConfigureAwait(false);
            var primes = new List<(Run, Run)>();
            for (int round = full ? -1 : 0; round < (full ? 7 : 1); round++)
            {
                var numbers = new Calls(Workload.IsPrime, DocumentNumbers.All);
                var options = new RunOptions { RecordSpans = true };
                Run alone = await new SequentialModel().RunAsync(numbers, options, cancellationToken).ConfigureAwait(false);
                Run shared = await pool.RunAsync(numbers, options, cancellationToken).ConfigureAwait(false);
                if (round >= 0)
                    primes.Add((alone, shared));
            }

            return new(count, fibonacci, primes, python is null ? null : await PythonSpeedUpAsync(python, count, full, cancellationToken)
                .ConfigureAwait(false), python);
        }
    }

    /// <summary>CPython's own: fewer calls, since each takes forty times as long, and without the pool's start.</summary>
    private static async Task<double> PythonSpeedUpAsync(CPython python, int workers, bool full, CancellationToken cancellationToken)
    {
        var one = new PythonModel(python, PythonPool.OneThread);
        var pool = new PythonModel(python, PythonPool.ProcessesInChunks, workers: workers);
        await using (one.ConfigureAwait(false))
        await using (pool.ConfigureAwait(false))
            return (await SpeedUpsAsync(one, pool, full ? Callers / 5 : Callers / 20, full ? 5 : 1, cancellationToken)
                .ConfigureAwait(false)).Median();
    }

    private static async Task<IReadOnlyList<double>> SpeedUpsAsync(
        ExecutionModel one, ExecutionModel pool, int callers, int repeats, CancellationToken cancellationToken)
    {
        SweepResult result = await new Sweep
        {
            Workload = Workload.Fibonacci,
            Sizes = [Size],
            Callers = [callers],
            Models = [one, pool],
            Repeats = repeats,
        }.RunAsync(cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return [.. result.OfModels(one.Name).Rows.Join(result.OfModels(pool.Name).Rows, row => row.Repeat, row => row.Repeat,
            (alone, shared) => alone.Seconds / shared.Seconds)];
    }
}
