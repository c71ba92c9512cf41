using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Runtime.CompilerServices;
using Workloads.Measurement;

namespace Workloads.Tests.Measurement;

public class WarmUpClockTests
{
    private static readonly TimeSpan s_time = TimeSpan.FromMilliseconds(300);

    [Fact]
    public void No_time_is_over_at_once()
    {
        using var clock = new WarmUpClock(TimeSpan.Zero);

        Assert.True(clock.IsOver);
    }

    [Fact(Timeout = 30_000)]
    public async Task It_is_over_in_the_end_and_never_before_the_time_asked_for()
    {
        long start = Stopwatch.GetTimestamp();
        using var clock = new WarmUpClock(s_time);

        while (!clock.IsOver)
            await Task.Delay(1, TestContext.Current.CancellationToken);

        Assert.True(Stopwatch.GetElapsedTime(start) >= s_time);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_was_called_often_meanwhile_is_compiled_to_its_last_tier()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("DOTNET_TieredCompilation") is "0", "There are no tiers here.");
        using var compiled = new LastTier(nameof(CalledOften));

        // On a machine that many tests keep busy the limit may come first.
        for (int attempt = 0; attempt < 10 && !compiled.IsReached; attempt++)
        {
            using var clock = new WarmUpClock(TimeSpan.FromSeconds(0.7));
            while (!clock.IsOver)
                CalledOften(attempt);
            await Task.Yield();
        }

        Assert.True(compiled.IsReached);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CalledOften(int number) => number + 1;

    /// <summary>Sees by the runtime's events when a method has been compiled to its last tier.</summary>
    private sealed class LastTier(string method) : EventListener
    {
        private const EventKeywords Jit = (EventKeywords)0x10;
        private const int MethodFlags = 5, MethodName = 7, TierShift = 7, TierMask = 7, OptimizedTier1 = 4;

        private volatile bool _isReached;

        public bool IsReached => _isReached;

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
                EnableEvents(eventSource, EventLevel.Verbose, Jit);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData is { EventName: { } name, Payload: { } payload } && name.StartsWith("MethodLoadVerbose", StringComparison.Ordinal) && payload[MethodName] as string == method)
                _isReached |= (((uint)payload[MethodFlags]! >> TierShift) & TierMask) == OptimizedTier1;
        }
    }
}
