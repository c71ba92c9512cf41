using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// Spinners beside slow work, in .NET and in CPython (B5 to B10): the signs are counted where the document looks at the terminal.
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record SpinnerComparison : IDisplayable
{
    /// <param name="dotNet">.NET's runs.</param>
    /// <param name="python">CPython's; none where it was not found.</param>
    /// <param name="build">That CPython.</param>
    internal SpinnerComparison(IReadOnlyList<SpinnerRun> dotNet, IReadOnlyList<SpinnerRun> python, CPython? build = null) =>
        (DotNet, Python, Build) = (dotNet, python, build);

    internal IReadOnlyList<SpinnerRun> DotNet { get; init; }
    internal IReadOnlyList<SpinnerRun> Python { get; init; }
    internal CPython? Build { get; init; }

    private const string Thread = "thread", Process = "process", Coroutine = "coroutine";

    /// <summary>Lets each spinner spin beside each work.</summary>
    /// <param name="spinners">The spinners, at least one.</param>
    /// <param name="works">The slow works, at least one.</param>
    /// <param name="options">How they spin; a sign every tenth of a second when left out.</param>
    /// <param name="cancellationToken">Ends it; nothing spins any more.</param>
    /// <exception cref="ArgumentException">There is no spinner, or no work.</exception>
    public static async Task<SpinnerComparison> RunAsync(
        IEnumerable<Spinner> spinners, IEnumerable<SlowWork> works, SpinnerOptions? options = null,
            CancellationToken cancellationToken = default)
    {
        (Spinner Spinner, SlowWork Work)[] pairs = [.. from work in works from spinner in spinners select (spinner, work)];
        if (pairs.Length == 0)
            throw new ArgumentException("It takes one spinner and one slow work at least: neither list may be empty.", nameof(works));
        List<SpinnerRun> ours = [], theirs = [];
        foreach ((Spinner spinner, SlowWork work) in pairs)
            ours.Add(await spinner.SuperviseAsync(work, options, cancellationToken).ConfigureAwait(false));
        if ((await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest is not { } build)
            return new(ours, []);
        foreach ((Spinner spinner, SlowWork work) in pairs)
            theirs.Add(await PythonSpinner.SuperviseAsync(build, spinner.Name, work, options ?? new(), cancellationToken)
                .ConfigureAwait(false));
        return new(ours, theirs, build);
    }

    /// <summary>
    /// Judges B5, B6, B7 (a spinner beside work that waits), B8 (beside a sleep that blocks the loop) or B9 (the supervisors).
    /// </summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => Judge(claim, claim?.Id switch
    {
        "B5" => runs => Turns(Of(runs, Thread)),
        "B6" => runs => Turns(Of(runs, Process)),
        "B7" => runs => Turns(Of(runs, Coroutine)),
        "B8" => runs => [Frozen(Of(runs, Coroutine))],
        "B9" => SideBySide,
        _ => throw WrongClaim.Of(claim!, "B5 to B9, and with the price of naps B10"),
    });

    /// <summary>
    /// Judges B10: beside a computation a thread and a process spin, a coroutine does with naps alone, and naps cost time.
    /// </summary>
    /// <param name="claim">B10.</param>
    /// <param name="naps">The coroutine beside the same computation with naps.</param>
    /// <param name="price">What naps cost.</param>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim, SpinnerComparison naps, NapPrice price)
    {
        ArgumentNullException.ThrowIfNull(naps);
        ArgumentNullException.ThrowIfNull(price);
        return claim?.Id == "B10"
            ? new(claim, [VerdictOf(InBoth.Runtime, DotNet, naps.DotNet, price.Times.DotNet), .. Build is null
                || price.Times.Python is null ? (Verdict[])[] : [VerdictOf(Build.Name, Python, naps.Python, price.Times.Python)]])
            {
                LeftOut = Build is null ? InBoth.NoPython : "",
            }
            : throw WrongClaim.Of(claim!, "B10");

        Verdict VerdictOf(string runtime, IReadOnlyList<SpinnerRun> runs, IReadOnlyList<SpinnerRun> napping, Turns times) => Verdicts.Of(
            runtime,
            Turning(Of(runs, Thread)), Turning(Of(runs, Process)), Frozen(Of(runs, Coroutine)),
            Turning(napping.MinBy(run => run.LongestGap)!),
            times.Compare(times.Names[1]).AtLeast(1.02));
    }

    /// <summary>When each spinner drew its signs: a gap is where the reader saw nothing turn.</summary>
    public Figure ToFigure() => new(Outcome)
    {
        Subtitle = "Signs drawn while the supervisor worked",
        X = Axis.Time("time since the supervisor's start"),
        Series =
        [
            new Lanes("signs", [.. All.SelectMany(row => row.Run.Frames.Select(frame =>
                new LaneSpan(Lane(row), frame.At.TotalSeconds, (frame.At + row.Run.Interval * 0.7).TotalSeconds)))])
            {
                Order = [.. All.Select(Lane)],
            },
        ],
    };

    /// <summary>Signs counted.</summary>
    public Table ToTable() => Table.Of(
        "",
        All,
        ("runtime", row => row.Runtime),
        ("spinner", row => row.Run.Spinner),
        ("the supervisor", row => row.Run.Work),
        ("work took", row => row.Run.SlowElapsed),
        ("signs drawn", row => row.Run.Frames.Count),
        ("undisturbed", row => row.Run.Expected),
        ("longest gap", row => row.Run.LongestGap)) with { Caption = MachineFacts.Current.Summary };

    /// <summary>The supervisors side by side, a table for each runtime (B9): what the running objects said of themselves.</summary>
    public Stack Supervisors() =>
        new([.. All.GroupBy(row => row.Runtime).Select(side => SideBySide(side.Key, [.. side.Select(row => row.Run)]))]);

    /// <inheritdoc/>
    public string ToHtml() => new Stack(ToFigure(), ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private string Outcome
    {
        get
        {
            (string, SpinnerRun Run)[] frozen = [.. All.Where(row => row.Run.IsFrozen)];
            var (runtime, longest) = (frozen.Length == 0 ? All : frozen).MaxBy(row => row.Run.LongestGap);
            return frozen.Length == 0
                ? $"All turned; the longest without a sign: {longest.Spinner} in {runtime}, {Say.Time(longest.LongestGap)}"
                : Invariant(
                    $"{frozen.Length} of {All.Count} stood still, {longest.Spinner} in {runtime} for {Say.Time(longest.LongestGap)}");
        }
    }

    private IReadOnlyList<(string Runtime, SpinnerRun Run)> All => [.. DotNet.Select(run => (InBoth.Runtime, run)),
        .. Python.Select(run => (Build!.Name, run))];

    /// <summary>A row by what is not the same in all of them, so that it fits beside its lane on a phone.</summary>
    private string Lane((string Runtime, SpinnerRun Run) row)
    {
        string[][] works = [.. All.Select(other => other.Run.Work.Split(' ')).DistinctBy(work => string.Join(' ', work))];
        int same = works[0].TakeWhile((word, number) => works.All(work => work.ElementAtOrDefault(number) == word)).Count();
        return string.Join(", ",
        [
            .. All.Select(other => other.Run.Spinner).Distinct().Count() > 1 || All.Count == 1 ? (string[])[row.Run.Spinner] : [],
            .. works.Length > 1 ? (string[])[string.Join(' ', row.Run.Work.Split(' ').Skip(same))] : [],
            row.Runtime.Split(' ')[0],
        ]);
    }

    private static Table SideBySide(string runtime, IReadOnlyList<SpinnerRun> runs) => new(
        runtime,
        [new(""), .. runs.Select(run => new Column(run.Spinner))],
        [.. SupervisorFacts.Names.Where(fact => runs.Any(run => fact.Of(run.Facts) is not null))
            .Select(fact => (IReadOnlyList<object?>)[fact.Name, .. runs.Select(run => fact.Of(run.Facts))])]);

    private Judgement Judge(Claim claim, Func<IReadOnlyList<SpinnerRun>, IReadOnlyList<Expectation>> expect) =>
        new(claim, [Verdicts.Of(InBoth.Runtime, expect(DotNet)), .. Build is null ? (Verdict[])[]
            : [Verdicts.Of(Build.Name, expect(Python))]])
        {
            LeftOut = Build is null ? InBoth.NoPython : "",
        };

    private static SpinnerRun Of(IReadOnlyList<SpinnerRun> runs, string spinner) => runs.FirstOrDefault(run => run.Spinner == spinner)
        ?? throw new ArgumentException(
            $"No {spinner} has spun here. There are: {string.Join(", ", runs.Select(run => run.Spinner).Distinct())}.", nameof(runs));

    private static IReadOnlyList<Expectation> Turns(SpinnerRun run) =>
    [
        Turning(run),
        Expectation.Counted("once told to, it ended after {0}", run.Facts.StopLatency.TotalSeconds)
            with { Unit = Unit.Seconds, Name = "end after it was told to" },
    ];

    /// <summary>One sign alone may be the one before the work began.</summary>
    private static Expectation Turning(SpinnerRun run) =>
        Expectation.Counted(
            Invariant(
                $"the {run.Spinner} drew {{0}} of the {run.Expected} signs that it had time for, beside a supervisor that {run.Work}"),
            run.Frames.Count) with
        {
            Name = $"{run.Spinner}: signs", AtLeast = 2, Doubt = TooShort(run),
        };

    private static Expectation Frozen(SpinnerRun run) =>
        Expectation.Counted(
            Invariant(
                $"the {run.Spinner} drew {{0}} of the {run.Expected} signs that it had time for, beside a supervisor that {run.Work}"),
            run.Frames.Count) with
        {
            Name = $"{run.Spinner}: signs, frozen", AtMost = 0, Doubt = TooShort(run),
        };

    private static string? TooShort(SpinnerRun run) => run.Expected < 4
        ? "the slow work was too short to tell. Longer work, or a shorter interval, would decide." : null;

    private static IReadOnlyList<Expectation> SideBySide(IReadOnlyList<SpinnerRun> runs)
    {
        SupervisorFacts thread = Of(runs, Thread).Facts, task = Of(runs, Coroutine).Facts;
        return
        [
            Yes($"a thread that was made was “{thread.Created}”, and when it was started “{thread.Started}”",
                "the thread had to be started", thread.Created != thread.Started),
            Yes($"a task was “{task.Started}” as soon as it was made", "the task was scheduled at once", task.Created == task.Started),
            Yes($"from outside a thread is ended by {thread.EndedBy}", "no way to end a thread",
                thread.EndedBy.StartsWith(SupervisorFacts.Nothing, StringComparison.Ordinal)),
            Yes($"the task was “{task.Ended}” after {task.StoppedBy}", "the task was cancelled",
                task.Ended.StartsWith("cancel", StringComparison.OrdinalIgnoreCase)),
        ];
    }

    private static Expectation Yes(string sentence, string name, bool isSo) => Expectation.Counted(sentence, isSo ? 1 : 0)
        with { Name = $"{name} (1 is yes)", AtLeast = 1 };
}
