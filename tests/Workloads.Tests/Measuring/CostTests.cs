using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Topics;

namespace Workloads.Tests;

public class CostTests
{
    private const int TimeLimit = 60_000;

    [Fact(Timeout = TimeLimit)]
    public async Task Operations_take_turns_in_every_round()
    {
        await Task.Yield();
        var ran = new List<string>();
        Operation[] operations = [new("a", 3, times => ran.Add($"a{times}")), new("b", 5, times => ran.Add($"b{times}"))];

        var costs = CostMeter.Measure(operations, rounds: 2, warmUp: TimeSpan.Zero, TestContext.Current.CancellationToken);

        Assert.Equal(["a3", "b5", "a3", "b5", "b5", "a3"], ran);
        Assert.Equal(["a", "b"], costs.Select(cost => cost.Name));
        Assert.All(costs, cost => Assert.Equal(2, cost.Rounds.Count));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Every_switch_has_a_cost()
    {
        await Task.Yield();
        Operation[] operations = [.. SwitchCosts.Operations.Select(operation => operation with { Times = Math.Min(operation.Times, 100) })];

        var costs = CostMeter.Measure(operations, rounds: 1, warmUp: TimeSpan.Zero, TestContext.Current.CancellationToken);

        Assert.Equal(8, costs.Select(cost => cost.Name).Distinct().Count());
        Assert.All(costs, cost => Assert.True(cost.Rounds[0] > 0));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_cancelled_measurement_stops_between_two_operations()
    {
        await Task.Yield();
        using var source = new CancellationTokenSource();
        int ran = 0;
        Operation[] operations = [new("cancels", 1, _ => source.Cancel()), new("never", 1, _ => ran++)];

        Assert.Throws<OperationCanceledException>(() => CostMeter.Measure(operations, rounds: 1, warmUp: TimeSpan.Zero, source.Token));
        Assert.Equal(0, ran);
    }

    [Fact]
    public void No_rounds_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => CostMeter.Measure([], rounds: 0));
}
