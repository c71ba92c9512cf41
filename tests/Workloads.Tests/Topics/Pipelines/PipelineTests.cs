using AngleSharp.Html.Parser;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public class PipelineTests
{
    private const int TimeLimit = 120_000;

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Theory(Timeout = TimeLimit)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Nothing_is_lost_the_queues_are_bounded_and_with_one_worker_each_the_order_is_kept(int workers)
    {
        PipelineStage[] stages = [new("read", 0, Capacity: 3), new("convert", 1, workers, Capacity: 2), new("write", 0, workers)];

        foreach (PipelineRun run in await BothAsync(stages, items: 100))
        {
            Assert.Equal(Enumerable.Range(0, 100), workers == 1 ? run.Results : run.Results.Order());
            Assert.Equal(stages.Select(stage => (stage.Name, stage.Workers, stage.Capacity, 100)),
                run.Stages.Select(stage => (stage.Name, stage.Workers, stage.Capacity, stage.Handled)));
            Assert.All(run.Stages, stage => Assert.InRange(stage.LongestQueue, 0, stage.Capacity));
            Assert.All(run.Stages, stage => Assert.Equal(stage.QueueLengths.OrderBy(sample => sample.Ticks), stage.QueueLengths));
            Assert.Null(run.Failure);
        }
    }

    // More and more items: on a busy machine a quick stage may stand still at its work for longer than the slow one takes for a few.
    [Fact(Timeout = TimeLimit)]
    public Task A_slow_stage_is_the_bottleneck_and_holds_up_the_one_before_it() =>
        Chance.HappensAsync("The slow stage is the bottleneck.", 50, async items =>
    {
        var runs = await BothAsync([new("read", 0, Capacity: 2), new("convert", 5, Capacity: 2), new("write", 0)], items);

        Assert.All(runs, run => Assert.True(run.Stages[0].HeldUp > TimeSpan.Zero));
        return runs.All(run => run.Bottleneck.Name == "convert");
    });

    [Fact(Timeout = TimeLimit)]
    public async Task A_failing_stage_stops_all_and_names_itself_and_the_item()
    {
        foreach (PipelineRun run in await BothAsync(
            [new("read", 0, Capacity: 1), new("check", 0, Workers: 2, Capacity: 1, FailsAt: 7), new("write", 0, Capacity: 1)],
            items: 1_000))
        {
            Assert.Equal(("check", 7), (run.Failure!.Stage, run.Failure.Item));
            Assert.InRange(run.Results.Count, 0, 999);
        }
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Cancelling_stops_every_stage()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => PipelineRuns.RunAsync([new("slow", 50, Workers: 4), new("slower", 100)], items: 100_000, source.Token));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task No_items_are_no_trouble_and_what_makes_no_sense_is_refused_with_its_value()
    {
        Assert.All(await BothAsync([new("read", 1)], items: 0), run => Assert.Empty(run.Results));

        PipelineStage[][] wrong = [[new("slow", 1_001)], [new("none", 1, Workers: 0)], [new("none", 1, Capacity: 0)]];
        foreach (PipelineStage[] stages in wrong)
            Assert.Contains($"stage '{stages[0].Name}'",
                (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PipelineRuns.RunAsync(stages, items: 1, TestEnd))).Message,
                StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => PipelineRuns.RunAsync([], items: 1, TestEnd));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PipelineRuns.RunAsync([new("one", 1)], items: -1, TestEnd));
    }

    [Fact]
    public void The_queue_has_what_threads_need_when_nothing_is_lost_or_out_of_order()
    {
        Assert.Equal(Ruling.Holds, Ruled(Made([0, 1, 2])));
        Assert.Equal(Ruling.HoldsNot, Ruled(Made([0, 2, 1])));
        Assert.Equal(Ruling.HoldsNot, Ruled(Made([0, 1])));
        Assert.Equal(Ruling.Undecided, Ruled(Made([0, 2, 1], workers: 4)));
        Assert.Equal(Ruling.Undecided, Ruled(Made([0, 1]) with { Failure = new("one", 2, 2, "It was to fail.") }));
        Assert.Equal(InBoth.NoPython, new PipelineRuns(3, ("a test", Made([0, 1, 2]))).Judge(Claims.E7).LeftOut);
        Assert.Throws<ArgumentException>(() => new PipelineRuns(3, ("a test", Made([]))).Judge(Claims.E6));
    }

    [Fact]
    public void Its_queues_are_drawn_and_a_failure_is_told()
    {
        var runs = new PipelineRuns(3, ("a test", Made([0, 1]) with { Failure = new("one", 2, 2, "It was to fail.") }));

        var page = new HtmlParser().ParseDocument(runs.ToHtml());

        Assert.NotNull(page.QuerySelector("svg"));
        Assert.Contains("the stage 'one' failed on item 2, when 2 had come out", page.Body!.TextContent, StringComparison.Ordinal);
    }

    private static Ruling Ruled(PipelineRun run) => Assert.Single(new PipelineRuns(3, ("a test", run)).Judge(Claims.E7).Verdicts).Ruling;

    private static PipelineRun Made(int[] results, int workers = 1) => new(
        results, [new("one", workers, 8, results.Length, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), TimeSpan.Zero,
        [new(0, 0), new(1_000, 2)])], TimeSpan.FromSeconds(1), Failure: null);

    private static async Task<IReadOnlyList<PipelineRun>> BothAsync(PipelineStage[] stages, int items)
    {
        CPython python = await FoundPythons.NewestAsync();
        return [ThreadPipeline.Run(stages, items, TestEnd), await PipelineRuns.ThereAsync(python, stages, items, TestEnd)];
    }
}
