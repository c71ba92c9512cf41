using Workloads.Charts;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How spinners and their supervisors are shown (B5 to B10).</summary>
public static class SpinnerViews
{
    /// <summary>Supervises a spinner whose sign turns in the cell's output.</summary>
    /// <param name="spinner">The spinner.</param>
    /// <param name="work">What its supervisor does meanwhile.</param>
    /// <param name="options">How it spins; a sign every tenth of a second when left out.</param>
    public static async Task<SpinnerRun> RunLiveAsync(this Spinner spinner, SlowWork work, SpinnerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(spinner);
        CancellationToken stopped = NotebookCancellation.Token;
        using var text = new LiveText();
        SpinnerRun run = await spinner.SuperviseAsync(work, (options ?? new()) with { OnFrame = frame => text.Report($"{frame.Sign} thinking!") }, stopped).ConfigureAwait(true);
        text.Finish($"{run.Spinner}: {run.Frames.Count} signs, answer {run.Answer}");
        return run;
    }

    /// <summary>When each spinner drew its signs: a gap is where the reader saw nothing turn.</summary>
    public static Figure ToFigure(this IEnumerable<SpinnerRun> runs)
    {
        SpinnerRun[] all = [.. runs];
        return new Figure("Signs drawn while the supervisor worked")
        {
            X = Axis.Time("time since the supervisor's start"),
            Series =
            [
                new Lanes("signs", [.. all.SelectMany(run => run.Frames.Select(frame => new LaneSpan(Lane(run), frame.At.TotalSeconds, (frame.At + run.Interval * 0.7).TotalSeconds)))])
                {
                    Order = [.. all.Select(Lane)],
                },
            ],
        };

        static string Lane(SpinnerRun run) => $"{run.Spinner}, {run.Work}";
    }

    /// <summary>Signs counted.</summary>
    public static Table ToTable(this IEnumerable<SpinnerRun> runs) => Table.Of(
        "",
        runs,
        ("spinner", run => run.Spinner),
        ("the supervisor", run => run.Work),
        ("answer", run => run.Answer),
        ("work took", run => run.SlowElapsed),
        ("signs drawn", run => run.Frames.Count),
        ("undisturbed", run => run.Expected),
        ("longest gap", run => run.LongestGap),
        ("frozen", run => run.IsFrozen));

    /// <summary>The supervisors side by side, a column for each (B9): what the running objects said of themselves.</summary>
    public static Table SideBySide(this IEnumerable<SpinnerRun> runs)
    {
        SpinnerRun[] all = [.. runs];
        (string Fact, Func<SpinnerRun, object?> Of)[] facts =
        [
            ("is started as", run => run.Facts.Unit),
            ("when made", run => run.Facts.Created),
            ("when started", run => run.Facts.Started),
            ("the spinner ran on", run => run.Facts.SpinnerRanOn),
            ("the slow work ran on", run => run.Facts.SlowRanOn),
            ("told to stop by", run => run.Facts.StoppedBy),
            ("then ended after", run => run.Facts.StopLatency),
            ("at the end", run => run.Facts.Ended),
            ("its failure showed as", run => run.Facts.Failure),
        ];
        return Columns([.. all.Select(run => run.Spinner)], all, facts);
    }

    /// <summary>The supervisors of a CPython side by side, a column for each (B9).</summary>
    /// <param name="supervisors">What each saw, by the kind of its spinner.</param>
    public static Table SideBySide(this IReadOnlyDictionary<string, PythonSpinner.Supervisor> supervisors)
    {
        ArgumentNullException.ThrowIfNull(supervisors);
        (string Fact, Func<PythonSpinner.Supervisor, object?> Of)[] facts =
        [
            ("is started as", supervisor => supervisor.Unit),
            ("when made", supervisor => supervisor.Made),
            ("when started", supervisor => supervisor.Started),
            ("the spinner ran on", supervisor => supervisor.SpinnerRanOn),
            ("the slow work ran on", supervisor => supervisor.SlowRanOn),
            ("told to stop by", supervisor => supervisor.StoppedBy),
            ("then ended after", supervisor => TimeSpan.FromSeconds(supervisor.StopSeconds)),
            ("at the end", supervisor => supervisor.Ended),
            ("its failure showed as", supervisor => supervisor.Failure),
        ];
        return Columns([.. supervisors.Keys], [.. supervisors.Values], facts);
    }

    /// <summary>A column for each of several things and a row for each fact that some of them have.</summary>
    private static Table Columns<T>(string[] names, T[] all, (string Fact, Func<T, object?> Of)[] facts) => new(
        "",
        [new(""), .. names.Select(name => new Column(name))],
        [.. facts.Where(fact => all.Any(one => fact.Of(one) is not null)).Select(fact => (IReadOnlyList<object?>)[fact.Fact, .. all.Select(fact.Of)])]);
}
