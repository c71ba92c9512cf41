using Workloads.Models;
using Workloads.Topics;

namespace Workloads.Tests;

public class HeartbeatTests
{
    [Fact(Timeout = 30_000)]
    public Task A_blocked_loop_shows_as_a_gap_and_a_waiting_one_does_not() => Task.Factory.StartNew(
        () => EventLoop.Run(async loop =>
        {
            using var heartbeat = Heartbeat.Start(loop, TimeSpan.FromMilliseconds(5));
            await Task.Delay(TimeSpan.FromMilliseconds(100), loop.Time);
            int whileWaiting = heartbeat.Beats.Count;

            Thread.Sleep(300);
            int whileBlocked = heartbeat.Beats.Count - whileWaiting;
            await Task.Delay(TimeSpan.FromMilliseconds(50), loop.Time);

            Assert.InRange(whileWaiting, 1, 20);
            Assert.Equal(0, whileBlocked);
            Assert.True(heartbeat.LongestGap >= TimeSpan.FromMilliseconds(295), $"{heartbeat.LongestGap}");
        }),
        TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    [Fact(Timeout = 30_000)]
    public Task A_beat_more_often_than_once_a_millisecond_is_refused() => Task.Factory.StartNew(
        () => EventLoop.Run(loop =>
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Heartbeat.Start(loop, TimeSpan.FromMicroseconds(900)));
            return Task.CompletedTask;
        }),
        TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
