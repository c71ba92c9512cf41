using System.Collections.Concurrent;
using Workloads.Models;

namespace Workloads.Tests;

public class ThreadExecutorTests
{
    private const int TimeLimit = 60_000;

    [Fact(Timeout = TimeLimit)]
    public async Task Calls_run_on_its_threads_and_on_no_more_than_its_limit()
    {
        var threads = new ConcurrentBag<int>();
        using var executor = new ThreadExecutor(maxWorkers: 3);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => executor.Submit(() =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            Thread.Sleep(1);
            return Thread.CurrentThread.IsThreadPoolThread;
        })));

        Assert.InRange(threads.Distinct().Count(), 1, 3);
        Assert.InRange(executor.Threads, 1, 3);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Leaving_it_waits_for_every_call()
    {
        var futures = new List<Task<int>>();
        using (var executor = new ThreadExecutor(maxWorkers: 4))
            futures.AddRange(Enumerable.Range(0, 50).Select(number => executor.Submit(() => number)));

        Assert.All(futures, future => Assert.Equal(TaskStatus.RanToCompletion, future.Status));
        Assert.Equal(Enumerable.Range(0, 50), await Task.WhenAll(futures));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task After_it_was_left_it_takes_no_call()
    {
        var executor = new ThreadExecutor(maxWorkers: 1);
        executor.Dispose();
        executor.Dispose();

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => executor.Submit(() => 1));

        Assert.IsType<ObjectDisposedException>(refusal.GetBaseException());
    }

    [Fact(Timeout = TimeLimit)]
    public void Map_returns_results_in_the_items_order()
    {
        using var executor = new ThreadExecutor(maxWorkers: 4);

        var results = executor.Map(
            number =>
            {
                Thread.Sleep(number % 4);
                return number * number;
            },
            Enumerable.Range(0, 40));

        Assert.Equal(Enumerable.Range(0, 40).Select(number => number * number), results);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_call_cancelled_in_the_queue_never_runs()
    {
        using var executor = new ThreadExecutor(maxWorkers: 1);
        using var gate = new ManualResetEventSlim();
        using var source = new CancellationTokenSource();
        bool ran = false;
        Task<bool> busy = executor.Submit(() => gate.Wait(TimeLimit));
        Task<bool> queued = executor.Submit(() => ran = true, source.Token);

        await source.CancelAsync();
        gate.Set();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued);
        Assert.True(await busy);
        Assert.False(ran);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_call_that_throws_fails_its_own_future_alone()
    {
        using var executor = new ThreadExecutor(maxWorkers: 1);

        Task<long> failing = executor.Submit(() => Fibonacci.Of(-1)), fine = executor.Submit(() => Fibonacci.Of(10));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => failing);
        Assert.Equal(55, await fine);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(ThreadExecutor.MaxWorkers + 1)]
    public void A_number_of_threads_out_of_range_is_refused(int workers) =>
        Assert.Contains("1 to 10,000", Assert.Throws<ArgumentOutOfRangeException>(() => new ThreadExecutor(workers)).Message);
}
