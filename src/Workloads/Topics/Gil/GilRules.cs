using System.Diagnostics;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How one runtime keeps to document 001's rules of the GIL.</summary>
/// <param name="Runtime">The runtime.</param>
/// <param name="Kept">How long computing threads keep the lock at a time, in seconds, one mean a round; null where there is no
/// lock.</param>
/// <param name="Waits">One wait; several at once, in turns.</param>
/// <param name="Beside">The same wait beside a thread that computes.</param>
/// <param name="Computing">The same calls on one thread and on two, in turns.</param>
internal sealed record RuntimeRules(string Runtime, Turns? Kept, Turns Waits, Turns Beside, Turns Computing);

/// <summary>
/// Document 001's rules (B4): a computing thread gives the lock up after 5 ms, waits give it up, threads that wait lose little and
/// threads that compute slow each other down.
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record GilRules : IDisplayable
{
    /// <param name="runtimes">.NET, the model, and CPythons from the oldest to the newest.</param>
    /// <param name="wait">How long a wait is.</param>
    internal GilRules(IReadOnlyList<RuntimeRules> runtimes, TimeSpan wait) => (Runtimes, Wait) = (runtimes, wait);

    internal IReadOnlyList<RuntimeRules> Runtimes { get; init; }
    internal TimeSpan Wait { get; init; }

    private const string OneWait = "one wait", Together = "waits at once", WaitBeside = "one wait beside a computing thread",
        KeptWay = "kept";
    private const int WaitingThreads = 8, Size = 25;

    /// <summary>What waits may lose at most, in times of one alone.</summary>
    private const double LittleLost = 1.4;

    /// <summary>Measures .NET, the model and every CPython.</summary>
    /// <param name="waitMilliseconds">How long a wait is, from 1 to 10,000: the document speaks of networks, where it is tens of
    /// milliseconds.</param>
    /// <param name="calls">How many calls of fib(25) a CPython makes; the model makes five, and .NET forty times as many: 2 or
    /// more.</param>
    /// <param name="rounds">How many rounds, 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="builds">How many CPythons with a GIL stand side by side: 1 or more, evenly spread from the oldest to the newest that
    /// were found.</param>
    /// <param name="cancellationToken">Ends it; no thread and no process is left running.</param>
    /// <exception cref="PythonFailedException">A script failed, or did not answer in time.</exception>
    public static async Task<GilRules> MeasureAsync(int waitMilliseconds = 30, int calls = 6, int rounds = 9, int builds = 3,
        CancellationToken cancellationToken = default)
    {
        if (waitMilliseconds is < 1 or > 10_000)
            throw new ArgumentOutOfRangeException(nameof(waitMilliseconds), waitMilliseconds, "A wait lasts from 1 to 10,000 ms.");
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        var runtimes = new List<RuntimeRules>
        {
            await NetAsync(waitMilliseconds, calls, rounds, cancellationToken).ConfigureAwait(false),
            await ModelAsync(waitMilliseconds, calls, rounds, cancellationToken).ConfigureAwait(false),
        };
        foreach (CPython build in await Peers.ThenAndNowAsync(builds, cancellationToken).ConfigureAwait(false))
            runtimes.Add(await PythonAsync(build, waitMilliseconds, calls, rounds, cancellationToken).ConfigureAwait(false));
        return new(runtimes, TimeSpan.FromMilliseconds(waitMilliseconds));
    }

    /// <summary>B4.</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (claim.Id != "B4")
            throw new ArgumentException($"The rules of the lock judge B4, and not {claim.Id}.", nameof(claim));
        return new(claim, [.. Runtimes.Select(runtime => Verdicts.Of(runtime.Runtime, Expected(runtime)))]) { LeftOut =
            Peers.LeftOut(Runtimes.Count - 2) };
    }

    /// <summary>A row for each runtime.</summary>
    public Table ToTable() => Table.Of(
        "",
        Runtimes,
        ("runtime", row => row.Runtime),
        ("the lock is kept for", row => row.Kept is null ? "–" : Unit.Seconds.Format(row.Kept.Took(KeptWay).Value)),
        ("eight waits at once, in times of one", row => Ratio(AtOnce(row))),
        ("one wait beside a computing thread", row => TimeSpan.FromSeconds(row.Beside.Took(WaitBeside).Value)),
        ("two computing threads, in times of one", row => Ratio(Two(row)))) with
    {
        Caption = $"A wait is of {Unit.Seconds.Format(Wait.TotalSeconds)}. {MachineFacts.Current.Summary}",
    };

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private static Expectation IsKept(Turns kept) => new("a computing thread keeps the lock for {0} at a time", kept.Took(KeptWay))
    {
        Name = "the lock is kept for", AtLeast = 0.0035, AtMost = 0.0075, Unit = Unit.Seconds, Doubt = kept.Disturbance,
    };

    private IReadOnlyList<Expectation> Expected(RuntimeRules runtime)
    {
        bool hasLock = runtime.Kept is not null;
        Estimate beside = runtime.Beside.Took(WaitBeside);
        double wait = runtime.Waits.Took(OneWait).Value;
        return
        [
            Two(runtime).OneAtATime(0.9, hasLock),
            .. runtime.Kept is { } kept ? (Expectation[])[IsKept(kept)] : [],
            AtOnce(runtime).AtMost(LittleLost),
            new("a wait beside a computing thread takes {0} of its time alone",
                new(beside.Value / wait, beside.Low / wait, beside.High / wait))
            {
                Name = "a wait beside a computing thread", AtMost = LittleLost, Unit = Unit.Ratio, Doubt = runtime.Beside.Disturbance,
            },
        ];
    }

    private static Comparison AtOnce(RuntimeRules runtime) => runtime.Waits.Compare(runtime.Waits.Names[^1], OneWait);

    private static IEnumerable<Expectation> AtOnce(Turns waits) => [waits.Compare(waits.Names[1], OneWait).AtMost(LittleLost)];

    private static Comparison Two(RuntimeRules runtime) =>
        runtime.Computing.Compare(runtime.Computing.Names[^1], runtime.Computing.Names[0]);

    private static string Ratio(Comparison comparison) => comparison.AtLeast(0).Number;

    private static async Task<RuntimeRules> PythonAsync(CPython build, int milliseconds, int calls, int rounds, CancellationToken token)
    {
        Turns kept = await GilExperiments.HandOvers.MeasureAsync(build, new { seconds = 0.06, rounds }, static kept => [IsKept(kept)],
            token).ConfigureAwait(false);
        Turns waits = await GilExperiments.Waiting.MeasureAsync(build, new { milliseconds, threads = WaitingThreads, rounds }, AtOnce,
            token).ConfigureAwait(false);
        Turns computing = await GilExperiments.Computing.MeasureAsync(build, new { Size, calls, rounds }, SharedWork.AtOneTime, token)
            .ConfigureAwait(false);
        return new(build.Name, build.Gil == GilState.Off ? null : kept, waits.Only(OneWait, waits.Names[1]), waits.Only(WaitBeside),
            computing);
    }

    private static async Task<RuntimeRules> ModelAsync(int milliseconds, int calls, int rounds, CancellationToken token)
    {
        InterpreterModel one = new(workers: 1), many = new(workers: WaitingThreads);
        Turns waits = await WaitsAsync(
            () => one.RunAsync(Workload.Wait, milliseconds, callers: 1, token),
            () => many.RunAsync(Workload.Wait, milliseconds, WaitingThreads, token), rounds, token).ConfigureAwait(false);
        Turns beside = await OneWayAsync(WaitBeside,
            () => ModelContention.Sleeps(milliseconds: milliseconds, waits: 1, cancellationToken: token)[0], rounds, token)
            .ConfigureAwait(false);
        Turns kept = await OneWayAsync(KeptWay,
            () => 1 / ModelContention.HandOvers(duration: TimeSpan.FromSeconds(0.06), cancellationToken: token), rounds, token)
            .ConfigureAwait(false);
        Turns computing = await ModelThreads.ComputeAsync(new(), Size, ThreadsAgainstOne.ModelTimesAsFast * calls, threads: 2, rounds,
            token).ConfigureAwait(false);
        return new(Peers.Model, kept, waits, beside, computing);
    }

    private static async Task<RuntimeRules> NetAsync(int milliseconds, int calls, int rounds, CancellationToken token)
    {
        Turns waits = await WaitsAsync(() => Sleep(1), () => Sleep(WaitingThreads), rounds, token).ConfigureAwait(false);
        Turns beside = await OneWayAsync(WaitBeside, SleepBeside, rounds, token).ConfigureAwait(false);
        Turns computing = await ThreadsAgainstOne.NetAsync("", () => Fibonacci.Of(Size), ThreadsAgainstOne.CompiledTimesAsFast * calls,
            rounds, token).ConfigureAwait(false);
        return new(Peers.Net, null, waits, beside, computing);

        Task Sleep(int threads) => Task.Run(() => OwnThreads.Run(threads, _ => Thread.Sleep(milliseconds)), token);

        double SleepBeside()
        {
            bool done = false;
            double took = 0;
            OwnThreads.Run(2, number =>
            {
                if (number == 1)
                {
                    while (!Volatile.Read(ref done))
                        _ = Fibonacci.Of(20);
                    return;
                }

                long start = Stopwatch.GetTimestamp();
                Thread.Sleep(milliseconds);
                took = Stopwatch.GetElapsedTime(start).TotalSeconds;
                Volatile.Write(ref done, true);
            });
            return took;
        }
    }

    private static Task<Turns> WaitsAsync(Func<Task> one, Func<Task> many, int rounds, CancellationToken token) =>
        new InTurns
        {
            Ways = [Way.Timed(OneWait, _ => one()), Way.Timed(Invariant($"{WaitingThreads} {Together}"), _ => many())],
            MaxRounds = rounds,
            Decides = AtOnce
        }.RunAsync(token);

    private static Task<Turns> OneWayAsync(string name, Func<double> measure, int rounds, CancellationToken token) =>
        new InTurns { Ways = [new(name, _ => Task.Run(measure, token))], MaxRounds = rounds }.RunAsync(token);
}
