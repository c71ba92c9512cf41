using System.Diagnostics;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>The same pipeline of bounded queues and threads in .NET and in CPython (E7).</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class PipelineRuns : IDisplayable
{
    private const int MostItems = 100_000;

    private static readonly PythonExperiment<Answer> There = new("pipelines", "pipeline");

    private readonly int _items;
    private readonly IReadOnlyList<(string Runtime, PipelineRun Run)> _runs;

    internal PipelineRuns(int items, params IReadOnlyList<(string Runtime, PipelineRun Run)> runs) => (_items, _runs) = (items, runs);

    /// <summary>Sends the numbers from 0 on through, in one runtime after the other.</summary>
    /// <param name="stages">From 1 to 16, in their order.</param>
    /// <param name="items">From 0 to 100,000.</param>
    /// <param name="cancellationToken">Stops all stages; no thread is left.</param>
    /// <exception cref="ArgumentException">There is no stage, or too many.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<PipelineRuns> RunAsync(IReadOnlyList<PipelineStage> stages, int items,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stages);
        if (stages.Count is < 1 or > 16)
            throw new ArgumentException(Invariant($"A pipeline has from 1 to 16 stages, and not {stages.Count}."), nameof(stages));
        if (items is < 0 or > MostItems)
            throw new ArgumentOutOfRangeException(nameof(items), items, Invariant($"From 0 to {MostItems:N0} items go through."));
        foreach (PipelineStage stage in stages)
            stage.Check();

        var ours = (InBoth.Runtime, await Task.Factory.StartNew(
            () => ThreadPipeline.Run(stages, items, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default).ConfigureAwait(false));
        return (await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest is { } build
            ? new(items, ours, (build.Name, await ThereAsync(build, stages, items, cancellationToken).ConfigureAwait(false)))
            : new(items, ours);
    }

    /// <summary>Judges E7: the queue alone lost nothing, kept the order, and was never longer than it may be.</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => claim?.Id == "E7"
        ? new(claim, [.. _runs.Select(one => Verdicts.Of(one.Runtime, Expected(one.Run)))]) { LeftOut =
            _runs.Count == 1 ? InBoth.NoPython : "" }
        : throw WrongClaim.Of(claim!, "E7");

    /// <inheritdoc/>
    public string ToHtml() => new Stack([.. _runs.Select(one => ToFigure(one.Runtime, one.Run)), ToTable()]).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    internal static async Task<PipelineRun> ThereAsync(CPython build, IReadOnlyList<PipelineStage> stages, int items,
        CancellationToken cancellationToken)
    {
        Answer answer = await There.RunAsync(build, new { stages, items }, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new(answer.Results, [.. stages.Zip(answer.Stages, RunOf)], TimeSpan.FromSeconds(answer.Seconds), answer.Failure);
    }

    private static StageRun RunOf(PipelineStage stage, Told told) => new(
        stage.Name, stage.Workers, stage.Capacity, told.Handled,
        TimeSpan.FromSeconds(told.WorkingSeconds), TimeSpan.FromSeconds(told.StarvedSeconds), TimeSpan.FromSeconds(told.HeldUpSeconds),
        [.. told.AtSeconds.Zip(told.Lengths, static (at, length) => new QueueLength((long)(at * Stopwatch.Frequency), length))]);

    private Expectation[] Expected(PipelineRun run)
    {
        bool inOneLine = run.Stages.All(stage => stage.Workers == 1);
        string? doubt = run.Failure is { } failure ? $"the stage '{failure.Stage}' failed. A run without a failure would decide."
            : !inOneLine ? "workers of one stage overtake each other. One worker a stage would decide."
            : _items < 2 ? "two items or more would decide."
            : null;
        return
        [
            Expectation.Counted(Invariant($"of {_items:N0} items {{0}} came out once"), run.Results.Distinct().Count())
                with { Name = "items that came out", AtLeast = _items, Doubt = doubt },
            Expectation.Counted("{0} of them before an earlier one", run.OutOfOrder)
                with { Name = "out of order", AtMost = 0, Doubt = doubt },
            Expectation.Counted("queues that were longer than they may be: {0}",
                run.Stages.Count(stage => stage.LongestQueue > stage.Capacity))
                with { Name = "queues too long", AtMost = 0, Doubt = doubt },
        ];
    }

    private static Figure ToFigure(string runtime, PipelineRun run) =>
        new($"{runtime}: “{run.Bottleneck.Name}” works the most, {Say.Percent(run.Bottleneck.Utilisation)} of its time")
    {
        Subtitle = Invariant($"Items waiting before each stage; {run.Results.Count:N0} items in {Say.Time(run.Elapsed)}"),
        X = Axis.Time("time since the first item"),
        Y = new("items waiting") { FromZero = true, Max = run.Stages.Max(stage => stage.Capacity) + 0.5 },
        Series = [.. run.Stages.Select(
            stage => Line.Of($"before {stage.Name}", stage.QueueLengths, sample => sample.At.TotalSeconds, sample => sample.Length)
            with { Steps = true })],
    };

    private Table ToTable() => Table.Of(
        "",
        _runs.SelectMany(one => one.Run.Stages.Select(stage => (one.Runtime, one.Run, Stage: stage))),
        ("runtime", row => row.Runtime),
        ("all items took", row => row.Run.Elapsed),
        ("stage", row => row.Stage.Name),
        ("workers", row => row.Stage.Workers),
        ("items", row => row.Stage.Handled),
        ("works", row => row.Stage.Utilisation),
        ("held up", row => row.Stage.HeldUpShare),
        ("starves", row => 1 - row.Stage.Utilisation - row.Stage.HeldUpShare),
        ("longest queue before it", row => Invariant($"{row.Stage.LongestQueue} of {row.Stage.Capacity}")))
        .In("works", Unit.Percent).In("held up", Unit.Percent).In("starves", Unit.Percent) with
    {
        Caption = string.Join(" ", _runs.Where(one => one.Run.Failure is not null).Select(one =>
            Invariant($"{one.Runtime}: the stage '{one.Run.Failure!.Stage}' failed on item {one.Run.Failure.Item}, when {one.Run.Failure.Delivered} had come out; all threads have ended.")).Append(MachineFacts.Current.Summary)),
    };

    private sealed record Answer(double Seconds, IReadOnlyList<int> Results, IReadOnlyList<Told> Stages, PipelineFailure? Failure);

    private sealed record Told(
        int Handled, double WorkingSeconds, double StarvedSeconds, double HeldUpSeconds, IReadOnlyList<double> AtSeconds,
        IReadOnlyList<int> Lengths);
}
