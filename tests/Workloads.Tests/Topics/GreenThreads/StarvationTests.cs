using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public class StarvationTests
{
    private const int TimeLimit = Chance.TimeLimit;

    [Theory(Timeout = TimeLimit)]
    [InlineData((int)StarvationCure.None)]
    [InlineData((int)StarvationCure.AsyncAllTheWay)]
    [InlineData((int)StarvationCure.MoreThreads)]
    [InlineData((int)StarvationCure.OwnThreads)]
    public async Task Every_request_ends_and_is_seen_ending(int cure)
    {
        StarvationRun run = await StarvationRun.HereAsync((StarvationCure)cure, requests: 4, TimeSpan.FromMilliseconds(100),
            TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal(4, run.Samples[^1].Done);

        // The runtime's timers count in the ticks of a coarse clock, of up to 16 ms, and may be early by one.
        Assert.True(run.Elapsed >= TimeSpan.FromMilliseconds(80), $"{run.Elapsed}");
        Assert.Equal(run.Samples.OrderBy(sample => sample.At), run.Samples);
    }

    // Longer and longer waits: on a busy machine the first may have ended before anybody looks.
    [Fact(Timeout = TimeLimit)]
    public Task Blocking_needs_a_pool_thread_for_each_request_and_awaiting_does_not() =>
        Chance.HappensAsync("Blocking starves the pool, and awaiting does not.", 100, async milliseconds =>
    {
        int requests = 4 * Environment.ProcessorCount + 8;

        StarvationRun blocking =
            await StarvationRun.HereAsync(StarvationCure.None, requests, TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMinutes(1),
                TestContext.Current.CancellationToken);
        StarvationRun awaiting =
            await StarvationRun.HereAsync(StarvationCure.AsyncAllTheWay, requests, TimeSpan.FromMilliseconds(milliseconds),
                TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        return blocking.Samples.Any(sample => sample.Pending > 0 && sample.Done == 0)
            && blocking.MostThreads > Environment.ProcessorCount && awaiting.MostThreads < blocking.MostThreads;
    });

    [Fact(Timeout = TimeLimit)]
    public async Task Threads_of_the_requests_own_count_as_well()
    {
        CPython python = await FoundPythons.NewestAsync();

        StarvationRun run = await StarvationRun.HereAsync(StarvationCure.OwnThreads, requests: 20, TimeSpan.FromSeconds(1),
            TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        StarvationRun there =
            await StarvationRun.ThereAsync(python, StarvationCure.OwnThreads, requests: 20, TimeSpan.FromSeconds(1),
                TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.True(run.MostThreads >= 20 && there.MostThreads >= 20, $"{run.MostThreads} and {there.MostThreads} threads");
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_cancelled_run_ends_its_child()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => StarvationRun.HereAsync(StarvationCure.OwnThreads, 2, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), source.Token));
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData((int)StarvationCure.AsyncAllTheWay)]
    [InlineData((int)StarvationCure.MoreThreads)]
    [InlineData((int)StarvationCure.OwnThreads)]
    public async Task Every_cure_works_in_CPython_too(int cure)
    {
        CPython python = await FoundPythons.NewestAsync();

        StarvationRun run = await StarvationRun.ThereAsync(python, (StarvationCure)cure, requests: 40, TimeSpan.FromMilliseconds(20),
            TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.True(run.HasEnded);
        Assert.True(run.Elapsed >= TimeSpan.FromMilliseconds(19), $"{run.Elapsed}");
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Tasks_that_wait_for_tasks_of_their_own_pool_never_end_in_CPython()
    {
        foreach (CPython python in await FoundPythons.AllAsync())
            await Chance.HappensAsync("All requests have come and wait.", 500,
                milliseconds => RunAsync(python, TimeSpan.FromMilliseconds(milliseconds)));

        // More and more patience: on a busy machine it may be over before every thread has asked for its answer.
        static async Task<bool> RunAsync(CPython python, TimeSpan patience)
        {
            StarvationRun run = await StarvationRun.ThereAsync(python, StarvationCure.None, requests: 40, TimeSpan.FromMilliseconds(1),
                patience, TestContext.Current.CancellationToken);

            // Its pool has 32 threads at the most.
            Assert.False(run.HasEnded);
            Assert.Equal(0, run.Samples[^1].Done);
            Assert.InRange(run.MostThreads, 1, 32);
            return run.Samples[^1].Pending == 40;
        }
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_run_that_does_not_end_is_given_up_and_the_table_says_how_far_it_came()
    {
        var given = new Starvation(
            ("a test", new(StarvationCure.None, 9, TimeSpan.FromSeconds(0.1),
                [new(TimeSpan.Zero, 2, 7, 0), new(TimeSpan.FromSeconds(2), 8, 0, 8)])));

        StarvationRun run = await StarvationRun.HereAsync(StarvationCure.OwnThreads, 2, TimeSpan.FromSeconds(10),
            TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);

        Assert.False(run.HasEnded);
        Assert.Contains("8 had, when given up after 2 s", given.ToString(), StringComparison.Ordinal);
        Assert.Contains("<svg", given.ToHtml(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 100, 1_000)]
    [InlineData(1_001, 100, 1_000)]
    [InlineData(1, 0, 1_000)]
    [InlineData(1, 10_001, 60_000)]
    [InlineData(1, 100, 50)]
    [InlineData(1, 100, 60_001)]
    public Task Numbers_out_of_range_are_refused(int requests, int milliseconds, int patience) =>
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(
        () => Starvation.RunAsync(requests, TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMilliseconds(patience),
            TestContext.Current.CancellationToken));
}
