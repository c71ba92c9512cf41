using Workloads.Topics;

namespace Workloads.Tests;

[Collection(nameof(AloneInTheProcess))]
public class WaitingMemoryTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_hundred_thousand_waits_on_the_event_loop_take_at_most_400_bytes_each()
    {
        await Task.Yield();

        WaitingCost cost = ManyWaits.Measure(WaitingWay.EventLoop, 100_000, TimeSpan.FromMilliseconds(1), weigh: true);

        Assert.InRange(cost.HeapBytes!.Value / cost.Waits, 100, 400);
    }

    // More and more: what the tests before have left behind may be freed meanwhile, and is much beside a few.
    [Fact(Timeout = Chance.TimeLimit)]
    public Task Ten_thousand_generator_coroutines_take_at_most_300_bytes_each() =>
        Chance.HappensAsync("Each takes from 100 to 300 bytes.", 10_000, waits =>
    {
        WaitingCost cost = ManyWaits.Measure(WaitingWay.Generators, Math.Min(waits, ManyWaits.MaxWaits), TimeSpan.FromMilliseconds(1),
            weigh: true);

        return cost.HeapBytes / cost.Waits is >= 100 and <= 300;
    });
}
