using Workloads.Measuring;
using Workloads.Topics;

namespace Workloads.Tests;

public class TurnCostsTests
{
    [Fact(Timeout = 60_000)]
    public async Task No_turn_is_lost()
    {
        await Task.Yield();

        // Each checks the sum of what was sent.
        TurnCosts.TurnAwait(1_000);
        TurnCosts.TurnGenerator(1_000);
    }

    [Fact(Timeout = 120_000)]
    public async Task Every_way_is_measured_in_both_runtimes()
    {
        InBoth costs = await TurnCosts.MeasureAsync(turns: 100, rounds: 1, TestContext.Current.CancellationToken);

        Assert.Equal([TurnCosts.Await, TurnCosts.Driven, TurnCosts.Alone], costs.DotNet.Names);
        Assert.True(costs.Python is null || costs.Python.Names.SequenceEqual(costs.DotNet.Names));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => TurnCosts.MeasureAsync(turns: 0, cancellationToken: TestContext.Current.CancellationToken));
    }
}
