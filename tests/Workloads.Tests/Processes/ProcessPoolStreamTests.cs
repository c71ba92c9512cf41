using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Processes;

namespace Workloads.Tests;

/// <summary>Where a stream's sizes come from: a source that is read again, waits, fails, or is left.</summary>
public class ProcessPoolStreamTests
{
    private const int Limit = 120_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task A_stream_that_is_read_twice_runs_its_calls_twice()
    {
        await using ProcessPool pool = await ProcessPool.StartAsync(1, Token);
        IAsyncEnumerable<CallOutcome> stream = pool.StreamAsync(Workload.Nothing, [1, 2, 3], cancellationToken: Token);

        List<long> first = await ResultsAsync(stream), second = await ResultsAsync(stream);

        Assert.Equal([1, 2, 3], first.Order());
        Assert.Equal([1, 2, 3], second.Order());
    }

    [Fact(Timeout = Limit)]
    public async Task Two_readers_of_one_stream_get_every_result_each()
    {
        await using ProcessPool pool = await ProcessPool.StartAsync(2, Token);
        long[] sizes = [.. Enumerable.Range(0, 50_000)];
        IAsyncEnumerable<CallOutcome> stream = pool.StreamAsync(Workload.Nothing, sizes, cancellationToken: Token);

        List<long>[] results = await Task.WhenAll(Task.Run(() => ResultsAsync(stream), Token), Task.Run(() => ResultsAsync(stream), Token));

        Assert.All(results, result => Assert.Equal(sizes, result.Order()));
    }

    [Fact(Timeout = Limit)]
    public async Task A_source_may_wait_for_the_result_of_its_last_call()
    {
        const int Calls = 200;
        await using ProcessPool pool = await ProcessPool.StartAsync(2, Token);
        using var ready = new SemaphoreSlim(1);
        CancellationToken token = Token;
        long next = 0;
        IEnumerable<long> Source()
        {
            for (int call = 0; call < Calls; call++)
            {
                ready.Wait(token);
                yield return next;
            }
        }

        await foreach (CallOutcome outcome in pool.StreamAsync(Workload.Nothing, Source(), cancellationToken: Token))
        {
            next = outcome.Result + 1;
            ready.Release();
        }

        Assert.Equal(Calls, next);
    }

    [Fact(Timeout = Limit)]
    public async Task A_source_that_waits_holds_up_no_result_of_the_calls_before_and_no_reader_that_leaves()
    {
        const int Calls = 5_000;
        await using ProcessPool pool = await ProcessPool.StartAsync(2, Token);
        using var waiting = new Waiting();
        var seen = new HashSet<long>();

        await foreach (CallOutcome outcome in pool.StreamAsync(Workload.Nothing, waiting.After(Calls), cancellationToken: Token))
        {
            Assert.True(seen.Add(outcome.Number));
            if (seen.Count == Calls)
                break;
        }

        Assert.Equal(1, await pool.CallAsync(Workload.Nothing, 1, cancellationToken: Token));
        waiting.GoOn();
        await waiting.Disposed;
    }

    [Fact(Timeout = Limit)]
    public async Task Cancelling_ends_a_stream_whose_source_waits()
    {
        await using ProcessPool pool = await ProcessPool.StartAsync(1, Token);
        using var waiting = new Waiting();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (CallOutcome _ in pool.StreamAsync(Workload.Nothing, waiting.After(1), cancellationToken: cancellation.Token))
                await cancellation.CancelAsync();
        });

        Assert.Equal(cancellation.Token, error.CancellationToken);
        waiting.GoOn();
        await waiting.Disposed;
    }

    [Fact(Timeout = Limit)]
    public async Task The_end_of_the_pool_ends_a_stream_whose_source_has_not_given_anything_yet()
    {
        ProcessPool pool = await ProcessPool.StartAsync(1, Token);
        using var waiting = new Waiting();
        Task<List<long>> reading = ResultsAsync(pool.StreamAsync(Workload.Nothing, waiting.After(0), cancellationToken: Token));
        await waiting.Started;

        await pool.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => reading);
        waiting.GoOn();
        await waiting.Disposed;
    }

    [Fact(Timeout = Limit)]
    public async Task A_size_out_of_its_range_ends_a_stream_with_the_range()
    {
        await using ProcessPool pool = await ProcessPool.StartAsync(1, Token);

        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => ResultsAsync(pool.StreamAsync(Workload.Fibonacci, [1, -1, 1], cancellationToken: Token)));

        Assert.StartsWith("fibonacci takes sizes from", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Source_and_reader_go_on_in_turns_when_more_calls_come_than_may_be_under_way()
    {
        const int Calls = 100_000;
        await using ProcessPool pool = await ProcessPool.StartAsync(2, Token);
        int taken = 0, read = 0, most = 0;
        IEnumerable<long> Source()
        {
            while (taken < Calls)
                yield return Interlocked.Increment(ref taken);
        }

        await foreach (CallOutcome _ in pool.StreamAsync(Workload.Nothing, Source(), cancellationToken: Token))
        {
            read++;
            most = Math.Max(most, Volatile.Read(ref taken) - read);
        }

        Assert.Equal(Calls, read);
        Assert.InRange(most, 1, 32_768);
    }

    private static async Task<List<long>> ResultsAsync(IAsyncEnumerable<CallOutcome> stream)
    {
        var results = new List<long>();
        await foreach (CallOutcome outcome in stream)
            results.Add(outcome.Result);
        return results;
    }

    /// <summary>A source that gives some sizes and then waits until it is told to go on, when it ends.</summary>
    private sealed class Waiting : IDisposable
    {
        private readonly ManualResetEventSlim _goOn = new();
        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Started => _started.Task;

        public Task Disposed => _disposed.Task;

        public IEnumerable<long> After(int count)
        {
            _started.TrySetResult();
            try
            {
                for (long size = 0; size < count; size++)
                    yield return size;
                _goOn.Wait(Token);
            }
            finally
            {
                _disposed.TrySetResult();
            }
        }

        public void GoOn() => _goOn.Set();

        public void Dispose() => _goOn.Dispose();
    }
}
