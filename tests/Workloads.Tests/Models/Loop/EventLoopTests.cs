using System.Diagnostics;
using Workloads.Interpreter;
using Workloads.Models;

namespace Workloads.Tests;

public class EventLoopTests
{
    private const int TimeLimit = 60_000;

    [Fact(Timeout = TimeLimit)]
    public Task Code_that_awaits_goes_on_on_the_loops_thread() => OnOwnThread(() =>
    {
        int thread = Environment.CurrentManagedThreadId;
        var seen = new List<int>();

        EventLoop.Run(async loop =>
        {
            await Task.Yield();
            seen.Add(Environment.CurrentManagedThreadId);
            await Task.Delay(TimeSpan.FromMilliseconds(2), loop.Time);
            seen.Add(Environment.CurrentManagedThreadId);
            await Task.Run(() => { });
            seen.Add(Environment.CurrentManagedThreadId);
        });

        Assert.All(seen, id => Assert.Equal(thread, id));
        Assert.Equal(3, seen.Count);
    });

    [Fact(Timeout = TimeLimit)]
    public Task Callbacks_run_in_the_order_in_which_they_were_posted() => OnOwnThread(() =>
    {
        var ran = new List<int>();

        EventLoop.Run(async loop =>
        {
            var done = new TaskCompletionSource();
            for (int i = 0; i < 100; i++)
                loop.Post(number => ran.Add((int)number!), i);
            loop.Post(_ => done.SetResult(), null);
            await done.Task;
        });

        Assert.Equal(Enumerable.Range(0, 100), ran);
    });

    // Longer and longer: where the thread stands still between two of them, the one set first may be due first.
    [Fact(Timeout = Chance.TimeLimit)]
    public Task Timers_fire_in_the_order_in_which_they_are_due_and_equal_ones_in_the_order_they_were_set() =>
        Chance.HappensAsync("The timers are set at once.", 1, times =>
    {
        var fired = new List<string>();
        bool setAtOnce = false;

        EventLoop.Run(async loop =>
        {
            async Task FireAsync(string name, int milliseconds)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(times * milliseconds), loop.Time);
                fired.Add(name);
            }

            long start = loop.Time.GetTimestamp();
            Task[] all = [FireAsync("late", 60), FireAsync("early", 5), FireAsync("middle", 30)];
            setAtOnce = loop.Time.GetElapsedTime(start) < TimeSpan.FromMilliseconds(times * 30);
            await Task.WhenAll(all);
        });

        if (setAtOnce)
            Assert.Equal(["early", "middle", "late"], fired);
        return setAtOnce;
    });

    // As above.
    [Fact(Timeout = Chance.TimeLimit)]
    public Task Sleeps_wake_in_the_order_in_which_they_are_due_on_the_loops_thread() =>
        Chance.HappensAsync("The sleeps begin at once.", 1, times =>
    {
        int thread = Environment.CurrentManagedThreadId;
        var woken = new List<(int Milliseconds, int Thread)>();
        bool begunAtOnce = false;

        EventLoop.Run(async loop =>
        {
            async Task SleepAsync(int milliseconds)
            {
                await loop.Sleep(TimeSpan.FromMilliseconds(times * milliseconds));
                woken.Add((milliseconds, Environment.CurrentManagedThreadId));
            }

            long start = loop.Time.GetTimestamp();
            Task[] all = [SleepAsync(40), SleepAsync(0), SleepAsync(15)];
            begunAtOnce = loop.Time.GetElapsedTime(start) < TimeSpan.FromMilliseconds(times * 25);
            await Task.WhenAll(all);
        });

        Assert.All(woken, one => Assert.Equal(thread, one.Thread));
        if (begunAtOnce)
            Assert.Equal([0, 15, 40], woken.Select(one => one.Milliseconds));
        return begunAtOnce;
    });

    [Fact(Timeout = TimeLimit)]
    public Task A_sleep_of_no_time_lets_the_others_run() => OnOwnThread(() => EventLoop.Run(async loop =>
    {
        bool ran = false;
        loop.Post(_ => ran = true, null);

        await loop.Sleep(TimeSpan.Zero);

        Assert.True(ran);
    }));

    [Fact(Timeout = TimeLimit)]
    public Task A_cancelled_wait_ends_at_once() => OnOwnThread(() =>
    {
        long start = Stopwatch.GetTimestamp();

        EventLoop.Run(async loop =>
        {
            using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(20), loop.Time);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(TimeSpan.FromDays(1), loop.Time, source.Token));
        });

        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20));
    });

    [Fact(Timeout = TimeLimit)]
    public Task A_periodic_timer_fires_until_it_is_disposed() => OnOwnThread(() =>
    {
        int fired = 0;

        EventLoop.Run(async loop =>
        {
            using (loop.Time.CreateTimer(_ => fired++, null, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1)))
            {
                while (fired < 5)
                    await Task.Delay(TimeSpan.FromMilliseconds(1), loop.Time);
            }

            int seen = fired;
            await Task.Delay(TimeSpan.FromMilliseconds(10), loop.Time);
            Assert.Equal(seen, fired);
        });
    });

    [Fact(Timeout = TimeLimit)]
    public Task Posts_from_many_threads_all_arrive_even_while_the_loop_sleeps() => OnOwnThread(() =>
    {
        const int threads = 4, posts = 2_000;
        int arrived = 0;

        EventLoop.Run(async loop =>
        {
            var done = new TaskCompletionSource();
            for (int thread = 0; thread < threads; thread++)
            {
                _ = Task.Run(async () =>
                {
                    for (int post = 0; post < posts; post++)
                    {
                        loop.Post(
                            _ =>
                            {
                                if (++arrived == threads * posts)
                                    done.SetResult();
                            },
                            null);
                        if (post % 100 == 0)
                            await Task.Delay(1);
                    }
                });
            }

            await done.Task;
        });

        Assert.Equal(threads * posts, arrived);
    });

    [Fact(Timeout = TimeLimit)]
    public Task What_the_main_task_throws_comes_out_of_the_loop() => OnOwnThread(() =>
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => EventLoop.Run(async _ =>
        {
            await Task.Yield();
            throw new InvalidOperationException("on the loop");
        }));

        Assert.Equal("on the loop", thrown.Message);
        Assert.Null(EventLoop.Current);
    });

    [Fact(Timeout = TimeLimit)]
    public Task The_loop_is_known_to_the_code_on_it_and_to_no_other() => OnOwnThread(() => EventLoop.Run(async loop =>
    {
        Assert.Same(loop, EventLoop.Current);
        Assert.Null(await Task.Run(() => EventLoop.Current));
        Assert.Same(loop, EventLoop.Current);
    }));

    [Fact(Timeout = TimeLimit)]
    public Task Ten_thousand_waits_share_the_one_thread() => OnOwnThread(() =>
    {
        int ended = 0;

        EventLoop.Run(loop => Task.WhenAll(Enumerable.Range(0, 10_000).Select(async _ =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), loop.Time);
            ended++;
        })));

        Assert.Equal(10_000, ended);
    });

    private static Task OnOwnThread(Action test) =>
        Task.Factory.StartNew(test, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
