using Workloads.Charts;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class SwitchIntervalsTests
{
    [Fact(Timeout = 120_000)]
    public async Task Several_rounds_show_their_spread_around_the_median()
    {
        SwitchIntervals swept = await SwitchIntervals.MeasureAsync([1], [], TimeSpan.FromMilliseconds(50), waits: 3, rounds: 3, TestContext.Current.CancellationToken);

        SwitchIntervalPoint point = Assert.Single(swept.Points);
        Assert.InRange(point.Latency, point.LatencyRange.Low, point.LatencyRange.High);
        Assert.InRange(point.HandOvers, point.HandOverRange.Low, point.HandOverRange.High);
    }
}
