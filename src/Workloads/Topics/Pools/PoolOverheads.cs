using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Processes;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// The same calls on one thread, on a warm pool and on a pool started for them; and what it takes to start threads and processes that do
/// nothing (A7, D5).
/// </summary>
/// <param name="Times">What each took.</param>
/// <param name="Workers">How many workers each pool had.</param>
/// <param name="Cores">How many cores there were.</param>
/// <param name="WorkerBytes">The memory that a .NET worker has for itself, in bytes.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record PoolOverheads(InBoth Times, int Workers, int Cores, double WorkerBytes) : IDisplayable
{
    internal const string Alone = "one thread", Warm = "a warm pool", Started = "a pool started for them", Threads = "new threads",
        Processes = "new processes", Spawned = "spawned processes";

    internal PythonStarts? PythonStarts { get; init; }

    /// <summary>Measures.</summary>
    /// <param name="fibSize">What each call computes: fib of it, 0 to 30.</param>
    /// <param name="callers">How many calls .NET makes: 1 to 100,000.</param>
    /// <param name="pythonCallers">How many CPython makes, which takes some forty times as long.</param>
    /// <param name="workers">How many workers each pool has: 1 to 256.</param>
    /// <param name="rounds">Rounds that count: 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it; no process is left running.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<PoolOverheads> MeasureAsync(
        int fibSize = 20, int callers = 1_000, int pythonCallers = 200, int workers = 2, int rounds = 9,
            CancellationToken cancellationToken = default)
    {
        if (fibSize is < 0 or > 30)
            throw new ArgumentOutOfRangeException(nameof(fibSize), fibSize, "The calls compute fib of 0 to 30.");
        if (Math.Min(callers, pythonCallers) < 1 || Math.Max(callers, pythonCallers) > 100_000)
            throw new ArgumentOutOfRangeException(nameof(callers), Math.Min(callers, pythonCallers), "From 1 to 100,000 calls are made.");
        var calls = new Calls(Workload.Fibonacci, fibSize, callers);
        ProcessPool pool = await ProcessPool.StartAsync(workers, cancellationToken).ConfigureAwait(false);
        await using (pool.ConfigureAwait(false))
        {
            var ways = new InTurns
            {
                Ways =
                [
                    Way.Timed(Alone, () => { for (int call = 0; call < callers; call++) Fibonacci.Of(fibSize); }),
                    Way.Timed(Warm, token => pool.MapAsync(calls, cancellationToken: token)),
                    Way.Timed(Started, async token =>
                    {
                        ProcessPool own = await ProcessPool.StartAsync(workers, token).ConfigureAwait(false);
                        await using (own.ConfigureAwait(false))
                            await own.MapAsync(calls, cancellationToken: token).ConfigureAwait(false);
                    }),
                    Way.Timed(Threads, () => OwnThreads.Run(workers, static _ => { })),
                    Way.Timed(Processes, _ => RuntimeStart.MeasureAsync(workers)),
                ],
                MaxRounds = rounds, Time = InTurns.LongTime,
                Decides = static turns => [turns.Compare(Warm).AtMost(0.9).OnSeveralCores(), turns.Compare(Started, Warm).AtLeast(1.1)],
            };
            object arguments = new { names = new[] { Alone, Warm, Started, Threads, Processes, Spawned }, size = fibSize,
                calls = pythonCallers, workers, rounds };
            InBoth times = await InBoth.MeasureAsync(ways, "pools", "overheads", arguments, cancellationToken).ConfigureAwait(false);
            double bytes = pool.GetWorkers().Average(worker => worker.PrivateBytes);
            return new(times, workers, Environment.ProcessorCount, bytes)
            {
                PythonStarts = times.Build is { } build ? await PythonStarts.Experiment.RunAsync(build, new { workers },
                    cancellationToken: cancellationToken).ConfigureAwait(false) : null,
            };
        }
    }

    /// <summary>
    /// Judges A7 (a pool computes in parallel, its start takes time and memory, and spawning is slower and safer than forking) or D5
    /// (processes are heavier than threads, and the time falls by less than their number).
    /// </summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => claim?.Id switch
    {
        "A7" => Times.Judge(claim, Pools, turns => [.. PoolsIn(turns, PythonStarts?.Worker), .. Starts(turns)]),
        "D5" => Times.Judge(claim, Managing),
        _ => throw WrongClaim.Of(claim!, "A7 and D5"),
    };

    /// <summary>What is not a time: the workers' memory, and a lock that was held while they started.</summary>
    public Table Facts() => Table.Of(
        "",
        new (string Fact, object? Ours, object? Theirs)[]
        {
            ("workers start by", "spawn, always", PythonStarts?.Default),
            ("memory that a worker has for itself", Bytes(WorkerBytes), PythonStarts is { } starts ? Bytes(starts.Worker) : null),
            ("a forked child got a lock that was held at the fork", null, PythonStarts?.Forked),
            ("a spawned child got its own", null, PythonStarts?.Spawned),
        },
        ("", row => row.Fact), (InBoth.Runtime, row => row.Ours), (Times.Build?.Name ?? "CPython (not found)", row => row.Theirs));

    /// <inheritdoc/>
    public string ToHtml() => new Stack(Times.ToTable(), Facts()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => $"{Times}\n\n{Facts()}";

    private string? Unable => Workers == 1 ? "one worker shares nothing out. Two or more would decide." : Cores == 1
        ? "there is one core. A machine with two would decide." : null;

    private static string Bytes(double bytes) => Unit.Bytes.Format(bytes);

    private IReadOnlyList<Expectation> Pools(Turns turns) => PoolsIn(turns, WorkerBytes);

    private IReadOnlyList<Expectation> PoolsIn(Turns turns, double? workerBytes)
    {
        Expectation parallel = turns.Compare(Warm).AtMost(0.9);
        return
        [
            parallel with { Sentence = $"{Warm} takes {{0}} the time of {Alone}", Doubt = Unable ?? parallel.Doubt },
            turns.Compare(Started, Warm).AtLeast(1.1) with { Sentence = $"{Started} takes {{0}} the time of {Warm}" },
            Expectation.Counted("a worker has {0} of memory for itself", workerBytes ?? 0) with
            {
                Unit = Unit.Bytes, Name = "a worker's own memory", AtLeast = 1e6, Doubt = workerBytes > 0 ? null
                    : "this system does not tell.",
            },
        ];
    }

    private IReadOnlyList<Expectation> Starts(Turns turns)
    {
        if (PythonStarts is not { Forked: { } forked, Spawned: { } spawned })
            return [new Expectation("Nothing could be forked here", new(double.NaN, 0, 0)) { Name = "fork",
                Doubt = "this system only spawns." }];
        return
        [
            turns.Compare(Spawned, Processes).AtLeast(1.5) with { Doubt = PythonStarts.Default == "fork" ? turns.Disturbance
                : $"by default this build starts them by {PythonStarts.Default}." },
            Expectation.Counted("a forked child did not get a lock that was held at the fork, and a spawned one did", spawned && !forked
                ? 1 : 0) with { Name = "only spawning is safe (1 is yes)", AtLeast = 1 },
        ];
    }

    private IReadOnlyList<Expectation> Managing(Turns turns)
    {
        int most = Math.Min(Workers, Cores);
        Comparison compared = turns.Compare(Started);
        Estimate speedUp = compared.SpeedUp;
        return
        [
            turns.Compare(Processes, Threads).AtLeast(2),
            new Expectation(
                Invariant($"{Workers} processes on {Cores} cores, their start and end included, reach {{0}} of the speed-up to hope for"),
                new(speedUp.Value / most, speedUp.Low / most, speedUp.High / most))
            {
                Name = "speed-up, of what cores and workers allow", Unit = Unit.Percent, AtMost = 0.95, Noise = compared.Noise, Doubt =
                    Unable ?? compared.Disturbance,
            },
        ];
    }
}
