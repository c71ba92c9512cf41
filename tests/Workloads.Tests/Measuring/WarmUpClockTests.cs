using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Runtime.CompilerServices;
using Workloads.Interpreter;
using Workloads.Measuring;

namespace Workloads.Tests;

/// <summary>The compiler that is waited for works for the whole process, and has to keep up with it.</summary>
[Collection(nameof(AloneInTheProcess))]
public class WarmUpClockTests
{
    private static readonly TimeSpan s_time = TimeSpan.FromMilliseconds(300);

    [Fact]
    public void No_time_is_over_at_once()
    {
        using var clock = new WarmUpClock(TimeSpan.Zero);

        Assert.True(clock.IsOver());
    }

    [Fact(Timeout = 30_000)]
    public async Task It_is_over_in_the_end_and_never_before_the_time_asked_for()
    {
        long start = Stopwatch.GetTimestamp();
        using var clock = new WarmUpClock(s_time);

        while (!clock.IsOver())
            await Task.Delay(1, TestContext.Current.CancellationToken);

        Assert.True(Stopwatch.GetElapsedTime(start) >= s_time);
    }

    [Fact(Timeout = Chance.TimeLimit)]
    public async Task What_was_called_often_meanwhile_is_compiled_to_its_last_tier()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("DOTNET_TieredCompilation") is "0", "There are no tiers here.");
        using var compiled = new LastTier(nameof(CalledOften));

        // On a busy machine the clock's limit may come first.
        await Chance.HappensAsync("What was called often is compiled to its last tier.", 700, milliseconds =>
        {
            using var clock = new WarmUpClock(TimeSpan.FromMilliseconds(milliseconds));
            while (!clock.IsOver())
                CalledOften(milliseconds);
            return compiled.IsReached;
        });
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
            if (eventData is { EventName: { } name, Payload: { } payload } && name.StartsWith("MethodLoadVerbose", StringComparison.Ordinal)
                && payload[MethodName] as string == method)
                _isReached |= (((uint)payload[MethodFlags]! >> TierShift) & TierMask) == OptimizedTier1;
        }
    }
}
