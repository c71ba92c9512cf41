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

    private sealed class SteppedClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;
    }
}
