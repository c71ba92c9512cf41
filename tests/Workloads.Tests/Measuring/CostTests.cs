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
        Assert.All(costs, cost => Assert.InRange(cost.Median, cost.LowerQuartile, cost.UpperQuartile));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Every_start_and_every_switch_has_a_cost()
    {
        await Task.Yield();
        Operation[] operations = [.. StartCosts.Operations.Concat(SwitchCosts.Operations).Select(operation => operation with { Times = Math.Min(operation.Times, 100) })];

        var costs = CostMeter.Measure(operations, rounds: 1, warmUp: TimeSpan.Zero, TestContext.Current.CancellationToken);

        Assert.Equal(12, costs.Select(cost => cost.Name).Distinct().Count());
        Assert.All(costs, cost => Assert.True(cost.Median > 0));
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

    [Fact(Timeout = TimeLimit)]
    public async Task Many_waits_take_no_less_than_one()
    {
        TimeSpan wait = TimeSpan.FromMilliseconds(100);

        WaitingCost[] costs = [ManyWaits.OnEventLoop(100, wait), ManyWaits.AsGenerators(100, wait), ManyWaits.AsThreads(10, wait), await ManyWaits.OnThreadPoolAsync(100, wait)];

        // The runtime's timers count in the ticks of a coarse clock, of up to 16 ms, and may be early by one.
        Assert.All(costs, cost => Assert.True(cost.Elapsed >= wait - TimeSpan.FromMilliseconds(20), $"{cost}"));
        Assert.Equal(4, costs.Select(cost => cost.Way).Distinct().Count());
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ManyWaits.AsThreads(ManyWaits.MaxThreads + 1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => ManyWaits.OnEventLoop(0, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => CostMeter.Measure([], rounds: 0));
    }
}

[Collection(nameof(AloneInTheProcess))]
public class WaitingMemoryTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_hundred_thousand_waits_on_the_event_loop_take_at_most_400_bytes_each()
    {
        await Task.Yield();

        WaitingCost cost = ManyWaits.OnEventLoop(100_000, TimeSpan.FromMilliseconds(1));

        Assert.InRange(cost.BytesEach, 100, 400);
    }

    // More and more: what the tests before have left behind may be freed meanwhile, and is much beside a few.
    [Fact(Timeout = Chance.TimeLimit)]
    public Task Ten_thousand_generator_coroutines_take_at_most_300_bytes_each() => Chance.HappensAsync("Each takes from 100 to 300 bytes.", 10_000, waits =>
    {
        WaitingCost cost = ManyWaits.AsGenerators(Math.Min(waits, ManyWaits.MaxWaits), TimeSpan.FromMilliseconds(1));

        return cost.BytesEach is >= 100 and <= 300;
    });
}
