using Workloads.Network;
using Workloads.Network.Requests;

namespace Workloads.Tests.Network;

public class BlockingBesideComputingTests
{
    [Fact(Timeout = 60_000)]
    public async Task Only_the_one_that_waits_computes_nothing_meanwhile()
    {
        await using IServer server = new RequestServerOptions().Open();
        var both = new BlockingBesideComputing(int.Parse(server.Address["port"]), waitMilliseconds: 150, steps: 50);

        BlockingRun inTurn = await both.InTurnAsync(), thread = await both.WithThreadAsync(), asynchronous = await both.WithAsyncAsync();

        Assert.Equal(0, inTurn.StepsMeanwhile);
        Assert.InRange(thread.StepsMeanwhile, 1, 50);
        Assert.InRange(asynchronous.StepsMeanwhile, 1, 50);
        Assert.All(new[] { inTurn, thread, asynchronous }, run => Assert.Equal(50, run.Steps));
        Assert.All(new[] { inTurn, thread, asynchronous }, run => Assert.True(run.Elapsed >= TimeSpan.FromMilliseconds(149)));
        Assert.Equal((0, 0), ((await both.RequestAloneAsync()).Steps, (await both.ComputationAloneAsync()).StepsMeanwhile));
    }

    [Fact]
    public void Parameters_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BlockingBesideComputing(1, waitMilliseconds: -1, steps: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BlockingBesideComputing(1, waitMilliseconds: 1, steps: 0));
    }
}
