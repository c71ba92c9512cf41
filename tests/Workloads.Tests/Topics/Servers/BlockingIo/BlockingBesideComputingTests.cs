using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Python;
using Workloads.Serving;
using Workloads.Topics;

namespace Workloads.Tests;

public class BlockingBesideComputingTests
{
    /// <summary>The clock of the server's timers goes in steps of some milliseconds: an answer may come that much early.</summary>
    private const int ClockStep = 20;

    // Longer and longer waits: on a busy machine the computation may stand still for the whole of one.
    [Fact(Timeout = Chance.TimeLimit)]
    public async Task Only_the_one_that_waits_computes_nothing_meanwhile()
    {
        await using IServer server = new RequestServerOptions().Open();

        await Chance.HappensAsync("Both others compute meanwhile.", 150, async milliseconds =>
        {
            var both = new BlockingBesideComputing(int.Parse(server.Address["port"]), waitMilliseconds: milliseconds, steps: 50);

            BlockingRun inTurn = await both.InTurnAsync(), thread = await both.WithThreadAsync(), asynchronous = await both.WithAsyncAsync();

            Assert.Equal(0, inTurn.StepsMeanwhile);
            Assert.All(new[] { thread, asynchronous }, run => Assert.InRange(run.StepsMeanwhile, 0, 50));
            Assert.All(new[] { inTurn, thread, asynchronous }, run => Assert.Equal(50, run.Steps));
            Assert.All(new[] { inTurn, thread, asynchronous }, run => Assert.True(run.Elapsed >= TimeSpan.FromMilliseconds(milliseconds - ClockStep)));
            Assert.Equal((0, 0), ((await both.RequestAloneAsync()).Steps, (await both.ComputationAloneAsync()).StepsMeanwhile));
            return thread.StepsMeanwhile > 0 && asynchronous.StepsMeanwhile > 0;
        });
    }

    [Fact(Timeout = Chance.TimeLimit)]
    public async Task In_CPython_too_a_thread_computes_while_another_waits()
    {
        await using IServer server = new RequestServerOptions().Open();
        CPython python = await FoundPythons.NewestAsync();

        await Chance.HappensAsync("Both others compute meanwhile.", 100, async milliseconds =>
        {
            IReadOnlyList<BlockingRun> runs = BlockingRun.Medians(await PythonBlocking.RunAsync(
                python, int.Parse(server.Address["port"]), waitMilliseconds: milliseconds, steps: 50, repeats: 3, TestContext.Current.CancellationToken));

            Assert.Equal(["the request alone", "the computation alone", "one after the other", "a thread for the request", "asyncio"], runs.Select(run => run.Name));
            Assert.Equal([0, 50, 50, 50, 50], runs.Select(run => run.Steps));
            Assert.Equal([0, 0, 0], runs.Take(3).Select(run => run.StepsMeanwhile));
            Assert.All(runs.Skip(3), run => Assert.InRange(run.StepsMeanwhile, 0, 50));
            Assert.All(runs.Where(run => run.Name != "the computation alone"), run => Assert.True(run.Elapsed >= TimeSpan.FromMilliseconds(milliseconds - ClockStep)));
            return runs.Skip(3).All(run => run.StepsMeanwhile > 0);
        });
    }

    [Fact]
    public void The_median_of_each_way_is_taken_in_the_order_of_the_ways()
    {
        BlockingRun Run(string name, int seconds) => new(name, TimeSpan.FromSeconds(seconds), 0, 0);

        Assert.Equal([Run("b", 2), Run("a", 5)], BlockingRun.Medians([Run("b", 9), Run("a", 5), Run("b", 1), Run("b", 2)]));
    }

    [Fact]
    public void Parameters_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BlockingBesideComputing(1, waitMilliseconds: -1, steps: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BlockingBesideComputing(1, waitMilliseconds: 1, steps: 0));
    }
}
