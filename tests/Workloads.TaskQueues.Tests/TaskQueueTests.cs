using System.Collections.Concurrent;
using System.Globalization;
using RabbitMQ.Client;
using Workloads.TaskQueues.Links;

namespace Workloads.TaskQueues.Tests;

/// <summary>The four uses of a task queue, on a broker and without one.</summary>
public class TaskQueueTests(BrokerFixture fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_puts_tasks_does_not_wait_for_them_and_each_is_done(bool onBroker)
    {
        await using Broker broker = await BrokerAsync(onBroker);
        await using TaskQueue queue = await broker.OpenQueueAsync(NewName());
        var done = new ConcurrentQueue<string>();

        foreach (int task in Enumerable.Range(0, 50))
            await queue.PutAsync($"task {task}", Token);
        Assert.Empty(done);
        await using IAsyncDisposable doer = await queue.DoAsync(task =>
        {
            done.Enqueue(task.Text);
            return Task.CompletedTask;
        });

        await UntilAsync(() => done.Count >= 50);
        Assert.Equal(Enumerable.Range(0, 50).Select(task => $"task {task}"), done);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_task_that_fails_is_tried_again_after_growing_delays_and_then_dead(bool onBroker)
    {
        await using Broker broker = await BrokerAsync(onBroker);
        await using TaskQueue queue =
            await broker.OpenQueueAsync(NewName(), new() { RetryAfter = TaskQueueOptions.Growing(TimeSpan.FromMilliseconds(50), 3) });
        var attempts = new ConcurrentQueue<(string Text, int Attempt, long At)>();
        await using IAsyncDisposable doer = await queue.DoAsync(task =>
        {
            attempts.Enqueue((task.Text, task.Attempt, Environment.TickCount64));
            return task.Text == "good" && task.Attempt > 2 ? Task.CompletedTask
                : throw new InvalidOperationException($"no {task.Text} today");
        });

        await queue.PutAsync("bad", Token);
        await queue.PutAsync("good", Token);
        List<DeadTask> dead = [];
        await UntilAsync(async () =>
        {
            dead.AddRange(await queue.TakeDeadAsync(Token));
            return dead.Count > 0;
        });

        Assert.Equal([1, 2, 3, 4], attempts.Where(attempt => attempt.Text == "bad").Select(attempt => attempt.Attempt));
        Assert.Equal([1, 2, 3], attempts.Where(attempt => attempt.Text == "good").Select(attempt => attempt.Attempt));
        Assert.Equal(new DeadTask("bad", "no bad today", 4), Assert.Single(dead));
        long[] times = [.. attempts.Where(attempt => attempt.Text == "bad").Select(attempt => attempt.At)];
        Assert.All([50, 100, 200], (delay, retry) => Assert.True(times[retry + 1] - times[retry] >= delay - 20));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_task_whose_doer_ends_in_the_middle_is_done_by_another()
    {
        await using Broker broker = await BrokerAsync(onBroker: true);
        string name = NewName();
        await using TaskQueue queue = await broker.OpenQueueAsync(name);
        await queue.PutAsync("task", Token);
        BrokerSession lost = await BrokerSession.OpenAsync(fixture.Address, "test", Token);
        BasicGetResult? taken = await lost.Channel.BasicGetAsync($"workloads.tasks.{name}", autoAck: false, Token);
        var done = new TaskCompletionSource<string>();
        await using IAsyncDisposable other = await queue.DoAsync(task =>
        {
            done.TrySetResult(task.Text);
            return Task.CompletedTask;
        });

        Assert.NotNull(taken);
        Assert.False(done.Task.IsCompleted);
        lost.Break();
        Assert.Equal("task", await done.Task);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_schedules_put_one_task_for_each_tick_and_one_takes_over_from_the_other(bool onBroker)
    {
        await using Broker broker = await BrokerAsync(onBroker);
        await using TaskQueue queue = await broker.OpenQueueAsync(NewName());
        TimeSpan every = TimeSpan.FromMilliseconds(200);
        var ticks = new ConcurrentQueue<DateTimeOffset>();
        await using IAsyncDisposable doer = await queue.DoAsync(task =>
        {
            ticks.Enqueue(DateTimeOffset.Parse(task.Text, CultureInfo.InvariantCulture));
            return Task.CompletedTask;
        });

        List<PeriodicSchedule> schedules =
            [await queue.ScheduleAsync("report", every, Token), await queue.ScheduleAsync("report", every, Token)];
        for (int leader = 0; leader < 4; leader++)
        {
            await UntilAsync(() => schedules.Exists(schedule => schedule.Ticks >= 3));
            Assert.Single(schedules, schedule => schedule.Leads);
            PeriodicSchedule leading = schedules.Single(schedule => schedule.Leads);
            schedules.Remove(leading);
            await leading.DisposeAsync();
            schedules.Add(await queue.ScheduleAsync("report", every, Token));
        }

        int count = ticks.Count;
        await UntilAsync(() => ticks.Count > count);
        foreach (PeriodicSchedule schedule in schedules)
            await schedule.DisposeAsync();
        DateTimeOffset[] seen = [.. ticks];
        Assert.Equal(Enumerable.Range(0, seen.Length).Select(tick => seen[0] + tick * every), seen);
    }

    private static string NewName() => $"test-{Guid.NewGuid():N}";

    private async Task<Broker> BrokerAsync(bool onBroker)
    {
        if (!onBroker)
            return Broker.InProcess();
        fixture.Require();
        return await Broker.FindAsync(fixture.Address.WithPassword, cancellationToken: Token);
    }

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
            await Task.Delay(10, Token);
    }
}
