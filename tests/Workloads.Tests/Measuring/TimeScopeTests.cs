using Workloads.Charts;
using Workloads.Measuring;

namespace Workloads.Tests;

public class TimeScopeTests
{
    [Fact]
    public void A_block_tells_its_name_and_time_once()
    {
        var clock = new SteppedClock();
        var told = new List<string>();

        TimeScope scope = TimeScope.Start("block", told.Add, clock);
        clock.Advance(TimeSpan.FromMilliseconds(12.34));
        scope.Dispose();
        clock.Advance(TimeSpan.FromSeconds(1));
        scope.Dispose();

        Assert.Equal(["block: 12.3 ms"], told);
        Assert.Equal(12.34, scope.Elapsed.TotalMilliseconds);
    }

    [Fact]
    public void A_delegate_is_run_to_warm_up_and_then_measured()
    {
        var clock = new SteppedClock();
        int run = 0;

        BlockTiming timing = TimeScope.Measure("work", () => clock.Advance(TimeSpan.FromMilliseconds(run++ switch { 0 => 100, < 3 => 50, var n => n })), warmUps: 3, repeats: 5, clock);

        Assert.Equal(8, run);
        Assert.Equal(0.1, timing.First);
        Assert.Equal([0.003, 0.004, 0.005, 0.006, 0.007], timing.Samples);
        Assert.Equal(0.005, timing.Median);
        Assert.StartsWith("work: 5.00 ms (", timing.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_asynchronous_delegate_is_awaited_each_time()
    {
        var clock = new SteppedClock();

        BlockTiming timing = await TimeScope.MeasureAsync(
            "work",
            async () =>
            {
                await Task.Yield();
                clock.Advance(TimeSpan.FromSeconds(2));
            },
            warmUps: 1,
            repeats: 2,
            clock,
            TestContext.Current.CancellationToken);

        Assert.Equal([2, 2], timing.Samples);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 100_001)]
    public void Runs_out_of_range_are_refused(int warmUps, int repeats) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeScope.Measure("x", () => { }, warmUps, repeats));

    private sealed class SteppedClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;
    }
}
