using System.Collections.Concurrent;
using Workloads.Interpreter;
using Workloads.Processes;

namespace Workloads.Tests;

public class LoadGeneratorTests
{
    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Every_request_is_sent_once_and_accounted_for()
    {
        var sent = new ConcurrentBag<int>();
        var options = new LoadOptions { Rate = 2_000, Duration = TimeSpan.FromMilliseconds(250) };

        LoadReport report = await LoadGenerator.RunAsync(
            (number, _) =>
            {
                sent.Add(number);
                return number % 5 == 0 ? Task.FromException(new IOException("every fifth")) : Task.CompletedTask;
            },
            options,
            TestEnd);

        Assert.Equal(Enumerable.Range(0, 500), sent.Order());
        Assert.Equal(400, report.Answered);
        Assert.Equal(100, report.Failed);
        Assert.Equal(0, report.Unaccounted);
        Assert.Equal(400, report.Latency.Count);
        Assert.Equal("every fifth", report.FirstFailure);
        Assert.True(report.Elapsed >= TimeSpan.FromMilliseconds(249));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stall_is_counted_for_all_who_came_meanwhile_and_not_for_one()
    {
        using var server = new SemaphoreSlim(1);
        var options = new LoadOptions
        {
            Rate = 500,
            Duration = TimeSpan.FromMilliseconds(400),
            MaxOpen = 1,
            TimeLimit = TimeSpan.FromMinutes(1)
        };

        LoadReport report = await LoadGenerator.RunAsync(async (number, token) => await Task.Delay(number == 10 ? 300 : 0, token), options,
            TestEnd);

        // With one open request at a time only one is slow to be served, and a third and more have waited for it.
        Assert.Equal(200, report.Answered);
        Assert.True(report.ServiceTime.Percentile(75) < TimeSpan.FromMilliseconds(50));
        Assert.True(report.Latency.Percentile(75) > TimeSpan.FromMilliseconds(100));
    }

    [Fact(Timeout = 60_000)]
    public async Task No_more_requests_are_open_than_allowed()
    {
        int open = 0, most = 0;

        await LoadGenerator.RunAsync(
            async (_, token) =>
            {
                int now = Interlocked.Increment(ref open);
                InterlockedMax(ref most, now);
                await Task.Delay(20, token);
                Interlocked.Decrement(ref open);
            },
            new() { Rate = 1_000, Duration = TimeSpan.FromMilliseconds(100), MaxOpen = 7, TimeLimit = TimeSpan.FromMinutes(1) },
            TestEnd);

        Assert.InRange(most, 1, 7);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_request_that_is_never_answered_counts_as_failed()
    {
        LoadReport report = await LoadGenerator.RunAsync(
            (_, token) => Task.Delay(Timeout.Infinite, token),
            new() { Rate = 100, Duration = TimeSpan.FromMilliseconds(50), TimeLimit = TimeSpan.FromMilliseconds(20) },
            TestEnd);

        Assert.Equal((0, 5), (report.Answered, report.Failed));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_cancelled_load_ends_with_no_request_open()
    {
        int open = 0;
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LoadGenerator.RunAsync(
            async (_, token) =>
            {
                Interlocked.Increment(ref open);
                await Task.Delay(Timeout.Infinite, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                Interlocked.Decrement(ref open);
            },
            new() { Rate = 100, Duration = TimeSpan.FromMinutes(5), TimeLimit = TimeSpan.FromMinutes(1) },
            source.Token));

        Assert.Equal(0, open);
    }

    // Longer and longer: on a busy machine a client may start when the time is over.
    [Fact(Timeout = Chance.TimeLimit)]
    public Task Clients_in_a_closed_loop_each_wait_for_their_answer() =>
        Chance.HappensAsync("The first client and another ask.", 100, async milliseconds =>
    {
        int open = 0, most = 0;

        ClosedLoopReport report = await ClosedLoop.RunAsync(
            clients: 3,
            TimeSpan.FromMilliseconds(milliseconds),
            async (client, token) =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref open));
                await Task.Delay(1, token);
                Interlocked.Decrement(ref open);
                if (client == 0)
                    throw new IOException("the first client's");
            },
            TestEnd);

        Assert.InRange(most, 0, 3);
        Assert.Equal(report.Failed > 0 ? "the first client's" : null, report.FirstFailure);
        return report is { Answered: > 0, Failed: > 0 };
    });

    [Fact]
    public void A_load_beyond_bounds_is_refused_with_the_bounds()
    {
        Assert.Contains("100,000", Assert.Throws<ArgumentOutOfRangeException>(() => new LoadOptions { Rate = 1e9 }).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LoadOptions { Rate = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LoadOptions { Rate = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LoadOptions { Duration = TimeSpan.FromHours(1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LoadOptions { Rate = 100_000, Duration = TimeSpan.FromMinutes(5) }.Requests);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }
}
