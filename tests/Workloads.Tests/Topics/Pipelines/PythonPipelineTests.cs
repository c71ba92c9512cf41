using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public class PythonPipelineTests
{
    private const int TimeLimit = 120_000;

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Fact(Timeout = TimeLimit)]
    public async Task Nothing_is_lost_the_queues_are_bounded_and_the_slow_stage_is_the_bottleneck()
    {
        foreach (CPython python in await FoundPythons.AllAsync())
            await Chance.HappensAsync("The slow stage is the bottleneck.", 50, items => RunAsync(python, items));

        // More and more items: on a busy machine a quick stage may stand still at its work for longer than the slow one takes for a few.
        static async Task<bool> RunAsync(CPython python, int items)
        {
            PythonStage[] stages = [new("read", 0, Capacity: 3), new("convert", 5, Capacity: 2), new("write", 0, Workers: 3)];

            PipelineRun<int> run = await PythonPipeline.RunAsync(python, stages, items, TestEnd);

            Assert.Equal(Enumerable.Range(0, items), run.Results);
            Assert.Equal(stages.Select(stage => (stage.Name, stage.Workers, stage.Capacity, items)), run.Stages.Select(stage => (stage.Name, stage.Workers, stage.Capacity, stage.Handled)));
            Assert.All(run.Stages, stage => Assert.InRange(stage.LongestQueue, 0, stage.Capacity));
            Assert.All(run.Stages, stage => Assert.Equal(0, stage.QueueLengths[^1].Length));
            Assert.True(run.Stages[0].HeldUp > TimeSpan.Zero);
            Assert.All(run.Stages, stage => Assert.Equal(stage.QueueLengths.OrderBy(sample => sample.Ticks), stage.QueueLengths));
            return run.Bottleneck.Name == "convert";
        }
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_failing_stage_is_reported_as_ours_is_and_none_waits_for_ever()
    {
        CPython python = await FoundPythons.NewestAsync();

        var failure = await Assert.ThrowsAsync<PipelineFailedException>(
            () => PythonPipeline.RunAsync(python, [new("read", 0, Capacity: 1), new("check", 0, Workers: 2, Capacity: 1, FailsAt: 7), new("write", 0, Capacity: 1)], items: 1_000, TestEnd));

        Assert.Equal(("check", 7), (failure.Stage, failure.Item));
        Assert.InRange(failure.Delivered, 0, 999);
        Assert.IsType<PythonFailedException>(failure.InnerException);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task No_items_are_no_trouble() =>
        Assert.Empty((await PythonPipeline.RunAsync(await FoundPythons.NewestAsync(), [new("read", 1)], items: 0, TestEnd)).Results);

    [Fact(Timeout = TimeLimit)]
    public async Task Numbers_out_of_range_are_refused()
    {
        CPython python = await FoundPythons.NewestAsync();

        PythonStage[][] wrong = [[], [new("slow", 1_001)], [new("none", 1, Workers: 0)], [new("none", 1, Capacity: 0)]];
        foreach (PythonStage[] stages in wrong)
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PythonPipeline.RunAsync(python, stages, items: 1, TestEnd));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PythonPipeline.RunAsync(python, [new("one", 1)], items: -1, TestEnd));
    }
}
