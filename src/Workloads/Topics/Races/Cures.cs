using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>Every cure under the same load (C9, E6): what it lost, and what an update costs with it, by the number of threads.</summary>
/// <param name="Races">.NET's races: every kind of counter with every number of threads.</param>
/// <param name="Pythons">The newest CPython's: with a lock, and with a thread that owns the counter.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record Cures(IReadOnlyList<Race> Races, IReadOnlyList<(string Runtime, Race Race)> Pythons) : IDisplayable
{
    /// <summary>From how many turns on a CPython's threads contended.</summary>
    private const int EnoughTurns = 10;

    /// <summary>A tenth of CPython's own switch interval, so that its threads take enough turns; in milliseconds.</summary>
    private const double ShortInterval = 0.5;

    /// <summary>The kinds of counter in the order in which notebooks show them: the two that are wrong, then the cures.</summary>
    public static IReadOnlyList<Func<Counter>> All { get; } =
    [
        static () => new PlainCounter(), static () => new VolatileCounter(), static () => new InterlockedCounter(),
        static () => new CompareExchangeCounter(), static () => new SpinLockCounter(), static () => new LockCounter(),
        static () => new SemaphoreCounter(), static () => new OwnerCounter(), static () => new MutexCounter(),
    ];

    /// <summary>Lets threads race with every kind of counter.</summary>
    /// <param name="threadCounts">How many threads, at least one number, each from 1 to <see cref="Race.MaxThreads"/>.</param>
    /// <param name="window">How long each race lasts, from 1 ms to 1 hour; 400 ms when left out.</param>
    /// <param name="kinds">The kinds; all when left out.</param>
    /// <param name="cancellationToken">Ends it; no thread and no process is left running.</param>
    /// <exception cref="PythonFailedException">A script failed, or did not answer in time.</exception>
    public static async Task<Cures> MeasureAsync(
        IReadOnlyList<int> threadCounts, TimeSpan? window = null, IReadOnlyList<Func<Counter>>? kinds = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(threadCounts);
        if (threadCounts.Count == 0)
            throw new ArgumentException("There must be one number of threads at least.", nameof(threadCounts));
        foreach (int threads in threadCounts)
            Race.CheckThreads(threads);
        TimeSpan time = Race.CheckWindow(window);
        Race[] races = await Task.Run(
            () => (from threads in threadCounts.Distinct().Order() from make in kinds ?? All
                select Race.Run(make, threads, time, cancellationToken)).ToArray(),
            cancellationToken).ConfigureAwait(false);

        var pythons = new List<(string, Race)>();
        foreach (CPython build in await Peers.NewestAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var (way, name) in ((string, string)[])[("locked", "lock"), ("owner", "owner thread")])
            {
                PythonCount count = await RaceExperiments.Count.RunAsync(
                    build, new { way, seconds = time.TotalSeconds, switch_interval_ms = ShortInterval },
                    cancellationToken: cancellationToken).ConfigureAwait(false);
                pythons.Add((build.Name,
                    new(name, IsSafe: true, Threads: 2, count.Expected, count.Counted, TimeSpan.FromSeconds(count.Seconds),
                        count.Turns >= EnoughTurns ? 1 : 0)));
            }
        }

        return new(races, pythons);
    }

    /// <summary>
    /// C9: a queue with a thread that owns the counter cures the race, as locks do. That a program gets complicated is not measured.
    /// </summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (claim.Id != "C9")
            throw new ArgumentException($"Cures judge C9, and not {claim.Id}.", nameof(claim));
        return new(claim,
        [
            Verdicts.Of(Peers.Net, [.. Races.Where(race => race.IsSafe && race.Threads == Most).Select(LosesNothing)]),
            .. Pythons.GroupBy(python => python.Runtime, StringComparer.Ordinal)
                .Select(python => Verdicts.Of(python.Key, [.. python.Select(one => LosesNothing(one.Race))])),
        ])
        {
            LeftOut = Peers.LeftOut(Pythons.Count),
        };
    }

    /// <summary>What an update costs, against the number of threads that contend for it.</summary>
    public Figure ToFigure() => new(Outcome)
    {
        Subtitle = "The cost of an update by the number of threads that contend for it",
        X = Axis.Log2("threads", Unit.Count),
        Y = Axis.LogTime("wall time of one update"),
        Series = [.. Races.GroupBy(race => race.Counter)
            .Select(kind => Line.Of(kind.Key, kind, race => race.Threads, race => race.SecondsPerUpdate))],
        Caption = MachineFacts.Current.Summary,
    };

    /// <summary>What each kind lost with the most threads, and what an update costs.</summary>
    public Table ToTable() => Table.Of(
        "",
        [.. Races.Where(race => race.Threads == Most).Select(race => (Runtime: Peers.Net, Race: race)), .. Pythons],
        ("runtime", row => row.Runtime),
        ("counter", row => row.Race.Counter),
        ("threads", row => row.Race.Threads),
        ("updates", row => row.Race.Expected),
        ("lost", row => row.Race.LostShare),
        ("an update", row => row.Race.SecondsPerUpdate),
        ("ran side by side", row => row.Runtime == Peers.Net ? Unit.Percent.Format(row.Race.Overlap) : "took turns"))
        .In("lost", Unit.Percent).In("an update", Unit.Seconds) with { Caption = MachineFacts.Current.Summary };

    /// <inheritdoc/>
    public string ToHtml() => new Stack(ToFigure(), ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private string Outcome
    {
        get
        {
            Race[] safe = [.. Races.Where(race => race.IsSafe && race.Threads == Most).OrderBy(race => race.SecondsPerUpdate)];
            string threads = Most == 1 ? "one thread" : Invariant($"{Most} threads");
            return safe.Length == 0 ? $"With {threads} no cure was measured"
                : $"With {threads} an update that loses nothing took "
                    + string.Join(", ", safe.Take(1).Concat(safe.Skip(1).TakeLast(1))
                        .Select(race => $"{Say.Time(race.SecondsPerUpdate)} by {race.Counter}"));
        }
    }

    private int Most => Races.Max(race => race.Threads);

    private static Expectation LosesNothing(Race race) =>
        Expectation.Counted(Invariant($"of {race.Expected:N0} updates with {race.Counter} {{0}} were lost"), race.Lost) with
        {
            Name = $"lost, {race.Counter}",
            AtMost = 0,
            Doubt = race.Lost == 0 && !race.Contended
                ? "the threads hardly ran side by side, so that this proves nothing. Run it again with two threads or more, on a quiet machine with as many cores."
                : null,
        };
}
