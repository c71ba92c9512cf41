using Workloads.Python;
using Workloads.Starvation;
using Workloads.Tests.Python;

namespace Workloads.Tests.Starvation;

public class StarvationTests
{
    private const int TimeLimit = 120_000;

    [Theory(Timeout = TimeLimit)]
    [InlineData(StarvationCure.None)]
    [InlineData(StarvationCure.AsyncAllTheWay)]
    [InlineData(StarvationCure.MoreThreads)]
    [InlineData(StarvationCure.OwnThreads)]
    public async Task Every_request_ends_and_is_seen_ending(StarvationCure cure)
    {
        StarvationRun run = await StarvationRun.RunAsync(cure, requests: 4, TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);

        Assert.Equal(4, run.Samples[^1].Done);
        Assert.True(run.Elapsed >= TimeSpan.FromMilliseconds(48), $"{run.Elapsed}");
        Assert.Equal(run.Samples.OrderBy(sample => sample.At), run.Samples);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Blocking_needs_a_pool_thread_for_each_request_and_awaiting_does_not()
    {
        int requests = 4 * Environment.ProcessorCount + 8;

        StarvationRun blocking = await StarvationRun.RunAsync(StarvationCure.None, requests, TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        StarvationRun awaiting = await StarvationRun.RunAsync(StarvationCure.AsyncAllTheWay, requests, TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);

        Assert.Contains(blocking.Samples, sample => sample.Pending > 0 && sample.Done == 0);
        Assert.True(blocking.MostThreads > Environment.ProcessorCount, $"{blocking.MostThreads} threads");
        Assert.True(awaiting.MostThreads < blocking.MostThreads, $"{awaiting.MostThreads} and {blocking.MostThreads} threads");
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_cancelled_run_ends_its_child()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StarvationRun.RunAsync(StarvationCure.OwnThreads, 2, TimeSpan.FromSeconds(10), source.Token));
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData(StarvationCure.AsyncAllTheWay)]
    [InlineData(StarvationCure.MoreThreads)]
    [InlineData(StarvationCure.OwnThreads)]
    public async Task Every_cure_works_in_CPython_too(StarvationCure cure)
    {
        CPython python = await FoundPythons.NewestAsync();

        StarvationRun run = await PythonStarvation.RunAsync(python, cure, requests: 40, TimeSpan.FromMilliseconds(20), patience: TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.True(run.HasEnded);
        Assert.True(run.Elapsed >= TimeSpan.FromMilliseconds(19), $"{run.Elapsed}");
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Tasks_that_wait_for_tasks_of_their_own_pool_never_end_in_CPython()
    {
        // Its pool has 32 threads at the most.
        foreach (CPython python in await FoundPythons.AllAsync())
        {
            StarvationRun run = await PythonStarvation.RunAsync(python, StarvationCure.None, requests: 40, TimeSpan.FromMilliseconds(1), patience: TimeSpan.FromSeconds(0.5), TestContext.Current.CancellationToken);

            Assert.False(run.HasEnded);
            Assert.Equal(0, run.Samples[^1].Done);
            Assert.Equal(40, run.Samples[^1].Pending);
            Assert.InRange(run.MostThreads, 1, 32);
        }
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(1_001, 100)]
    [InlineData(1, 0)]
    [InlineData(1, 10_001)]
    public Task Numbers_out_of_range_are_refused(int requests, int milliseconds) => Assert.ThrowsAsync<ArgumentOutOfRangeException>(
        () => StarvationRun.RunAsync(StarvationCure.None, requests, TimeSpan.FromMilliseconds(milliseconds), TestContext.Current.CancellationToken));
}
