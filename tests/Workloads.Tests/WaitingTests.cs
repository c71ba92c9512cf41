using System.Diagnostics;
using Workloads.Interpreter;
using Workloads.Models;

namespace Workloads.Tests;

public class WaitingTests
{
    [Fact]
    public void A_blocking_wait_lasts_as_long_as_its_size_says()
    {
        long start = Stopwatch.GetTimestamp();

        long result = Workload.Wait.Run(30);

        Assert.Equal(30, result);
        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(29));
    }

    [Fact]
    public async Task An_asynchronous_wait_ends_when_its_clock_says_so()
    {
        var clock = new ManualClock();

        ValueTask<long> wait = Workload.Wait.RunAsync(86_400_000, clock);
        Assert.False(wait.IsCompleted);
        clock.FireAll();

        Assert.Equal(86_400_000, await wait);
        Assert.Equal(TimeSpan.FromDays(1), Assert.Single(clock.DueTimes));
    }

    [Fact(Timeout = 60_000)]
    public async Task Both_kinds_of_wait_end_when_they_are_cancelled()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Workload.Wait.RunAsync(Waiting.MaxMilliseconds, time: null, source.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Task.Run(() => Workload.Wait.Run(Waiting.MaxMilliseconds, source.Token), TestContext.Current.CancellationToken));
    }

    /// <summary>A clock whose timers fire when the test says so.</summary>
    private sealed class ManualClock : TimeProvider
    {
        private readonly List<Action> _timers = [];

        public List<TimeSpan> DueTimes { get; } = [];

        public void FireAll() => _timers.ForEach(fire => fire());

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            DueTimes.Add(dueTime);
            _timers.Add(() => callback(state));
            return new StoppedTimer();
        }

        private sealed class StoppedTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
