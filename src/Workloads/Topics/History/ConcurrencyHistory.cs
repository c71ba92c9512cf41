using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>When a platform got a means of concurrency.</summary>
/// <param name="Platform">Python or .NET.</param>
/// <param name="Name">What it got.</param>
/// <param name="Release">The first release that had it.</param>
/// <param name="Year">The year of that release.</param>
/// <param name="Source">Where this is written down.</param>
internal sealed record Milestone(string Platform, string Name, string Release, int Year, string Source);

/// <summary>What Python and .NET offer for concurrency, and since when (C1).</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record ConcurrencyHistory : IDisplayable
{
    /// <param name="milestones">The milestones, by year.</param>
    internal ConcurrencyHistory(IReadOnlyList<Milestone> milestones) => Milestones = milestones;

    internal IReadOnlyList<Milestone> Milestones { get; init; }

    /// <summary>Python's name as a platform.</summary>
    public const string Python = "Python";

    /// <summary>.NET's name as a platform.</summary>
    public const string DotNet = ".NET";

    private const string Pools = "concurrent.futures", Loop = "asyncio", Tasks = "Task, Parallel, CancellationToken", Await =
        "async and await";

    /// <summary>All milestones.</summary>
    public static ConcurrencyHistory All { get; } = new(
    [
        .. new Milestone[]
        {
            new(Python, "threading, Queue", "1.5.2", 1999, "library reference 1.5.2"),
            new(DotNet, "Thread, lock, ThreadPool, Begin/End", "1.0", 2002, ".NET Framework 1.0 class library"),
            new(Python, "generators", "2.2", 2001, "PEP 255"),
            new(DotNet, "iterators (yield return)", "2.0", 2005, "C# 2.0 specification"),
            new(Python, "two-way generators (send)", "2.5", 2006, "PEP 342"),
            new(DotNet, "ReaderWriterLockSlim", "3.5", 2007, ".NET Framework 3.5 class library"),
            new(Python, "multiprocessing", "2.6", 2008, "PEP 371"),
            new(DotNet, "Task, Parallel, CancellationToken", "4.0", 2010, ".NET Framework 4 class library"),
            new(Python, "concurrent.futures", "3.2", 2011, "PEP 3148"),
            new(Python, "the GIL with a switch interval of 5 ms", "3.2", 2011, "What's New In Python 3.2"),
            new(Python, "yield from", "3.3", 2012, "PEP 380"),
            new(DotNet, "async and await", "4.5", 2012, "C# 5.0 specification"),
            new(Python, "asyncio", "3.4", 2014, "PEP 3156"),
            new(Python, "async and await", "3.5", 2015, "PEP 492"),
            new(Python, "asynchronous generators", "3.6", 2016, "PEP 525"),
            new(DotNet, "ValueTask", "Core 2.0", 2017, ".NET Core 2.0 class library"),
            new(Python, "context variables", "3.7", 2018, "PEP 567"),
            new(DotNet, "channels", "Core 2.1", 2018, "package System.Threading.Channels 4.5"),
            new(DotNet, "asynchronous streams", "Core 3.0", 2019, "C# 8.0 specification"),
            new(Python, "shared memory", "3.8", 2019, "What's New In Python 3.8"),
            new(DotNet, "Parallel.ForEachAsync, PeriodicTimer", "6", 2021, "What's new in .NET 6"),
            new(Python, "task groups", "3.11", 2022, "What's New In Python 3.11"),
            new(Python, "a GIL for each interpreter", "3.12", 2023, "PEP 684"),
            new(DotNet, "TimeProvider", "8", 2023, "What's new in .NET 8"),
            new(Python, "builds without the GIL", "3.13", 2024, "PEP 703"),
            new(DotNet, "Lock", "9", 2024, "What's new in .NET 9"),
            new(Python, "interpreters in the standard library", "3.14", 2025, "PEP 734"),
        }.OrderBy(static milestone => milestone.Year),
    ]);

    /// <summary>Much the same idea, by its name on each platform.</summary>
    private static readonly (string What, string Python, string DotNet)[] Pairs =
    [
        ("threads", "threading, Queue", "Thread, lock, ThreadPool, Begin/End"),
        ("generators", "generators", "iterators (yield return)"),
        ("futures", Pools, Tasks),
        (Await, Await, Await),
        ("asynchronous streams", "asynchronous generators", "asynchronous streams"),
    ];

    /// <summary>The milestones of some platforms.</summary>
    /// <param name="platforms">Their names; at least one.</param>
    /// <exception cref="ArgumentException">There is none of that name, or none was given.</exception>
    public static ConcurrencyHistory Of(params IReadOnlyList<string> platforms)
    {
        string[] known = [Python, DotNet];
        if (platforms is not { Count: > 0 } || platforms.FirstOrDefault(platform => !known.Contains(platform)) is not null)
            throw new ArgumentException(
                $"There is no platform '{string.Join(", ", (platforms ?? []).Except(known))}'. There are: {string.Join(", ", known)}.",
                nameof(platforms));
        return new([.. All.Milestones.Where(milestone => platforms.Contains(milestone.Platform))]);
    }

    /// <summary>
    /// Judges C1: threads first, then pools of futures, then one thread's event loop; and the two years that the document gives.
    /// </summary>
    /// <param name="claim">C1.</param>
    /// <param name="cancellationToken">Ends the search for the CPython whose history it is.</param>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public async Task<Judgement> JudgeAsync(Claim claim, CancellationToken cancellationToken = default)
    {
        if (claim?.Id != "C1")
            throw WrongClaim.Of(claim!, "C1");
        var verdicts = new List<Verdict>();
        if (Has(Python))
            verdicts.Add(Verdicts.Of((await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest?.Name ?? "CPython",
                [.. InOrder(Python, "threading, Queue", Pools, Loop), Dated(claim, Pools), Dated(claim, Loop)]));
        if (Has(DotNet))
            verdicts.Add(Verdicts.Of(InBoth.Runtime, [.. InOrder(DotNet, "Thread, lock, ThreadPool, Begin/End", Tasks, Await)]));
        return new(claim, verdicts);
    }

    /// <summary>Which platform had an idea first, and by how many years.</summary>
    public Table WhoWasFirst() => Table.Of(
        "",
        Pairs,
        ("what", pair => pair.What),
        (Python, pair => Invariant($"{Find(Python, pair.Python)?.Year}")),
        (DotNet, pair => Invariant($"{Find(DotNet, pair.DotNet)?.Year}")),
        ("first", pair => (Find(DotNet, pair.DotNet)?.Year - Find(Python, pair.Python)?.Year) switch
        {
            null => null,
            0 => "in the same year",
            > 0 and var years => Invariant($"{Python}, by {years} year{(years == 1 ? "" : "s")}"),
            { } years => Invariant($"{DotNet}, by {-years} year{(years == -1 ? "" : "s")}"),
        }));

    /// <summary>A lane for each milestone, from its year on.</summary>
    public Figure ToFigure()
    {
        int until = Milestones.Max(milestone => milestone.Year) + 1;
        return new Figure(Invariant($"From {Told(Milestones[0])} to {Told(Milestones[^1])}"))
        {
            Subtitle = "Means of concurrency, and since when",
            X = new("year") { Unit = Unit.Year, Min = Milestones.Min(milestone => milestone.Year) - 1, Max = until },
            Series =
            [
                new Lanes("since", [.. Milestones.Select(milestone => new LaneSpan(Lane(milestone), milestone.Year, until,
                    Invariant($"{milestone.Release}, {milestone.Year}"), milestone.Platform))])
                {
                    Order = [.. Milestones.Select(Lane)],
                },
            ],
        };

        static string Told(Milestone milestone) => Invariant($"{milestone.Name} ({milestone.Platform}, {milestone.Year})");

        static string Lane(Milestone milestone) => $"{milestone.Platform}: {milestone.Name}";
    }

    /// <summary>The milestones with their sources.</summary>
    public Table ToTable() => Table.Of(
        "",
        Milestones,
        ("year", milestone => Invariant($"{milestone.Year}")),
        ("platform", milestone => milestone.Platform),
        ("release", milestone => milestone.Release),
        ("what", milestone => milestone.Name),
        ("source", milestone => milestone.Source));

    /// <inheritdoc/>
    public string ToHtml() => ToFigure().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private bool Has(string platform) => Milestones.Any(milestone => milestone.Platform == platform);

    private Milestone? Find(string platform, string name) => Milestones.FirstOrDefault(milestone => milestone.Platform == platform
        && milestone.Name == name);

    private IEnumerable<Expectation> InOrder(string platform, params string[] names)
    {
        Milestone[] found = [.. names.Select(name => Find(platform, name)).OfType<Milestone>()];
        bool rising = found.Length == names.Length && found.Zip(found.Skip(1)).All(pair => pair.First.Year < pair.Second.Year);
        yield return Expectation.Counted(string.Join(", then ", found.Select(milestone =>
            Invariant($"{milestone.Name} ({milestone.Release}, {milestone.Year})"))), rising ? 1 : 0) with
        {
            Name = "threads, pools, event loop in this order (1 is yes)", AtLeast = 1,
        };
    }

    private Expectation Dated(Claim claim, string name)
    {
        double given = claim.Figures.First(figure => figure.What.StartsWith(name, StringComparison.Ordinal)).Value;
        return Expectation.Counted(Invariant($"{Find(Python, name)?.Source} came in {{0}}, and the document says {given:0}"),
            Find(Python, name)?.Year
            ?? double.NaN) with
        {
            Name = name, Unit = Unit.Year, AtLeast = given, AtMost = given,
        };
    }
}
