using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Processes;

namespace Workloads.Tests;

public class ProcessPoolTests
{
    private const int Limit = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task A_call_returns_what_the_workload_returns_here()
    {
        await using ProcessPool pool = await ProcessPool.StartAsync(2, Token);

        long result = await pool.CallAsync(Workload.Fibonacci, 20, cancellationToken: Token);

        Assert.Equal(Fibonacci.Of(20), result);
    }

    [Fact(Timeout = Limit)]
    public async Task Outcomes_come_back_in_the_order_of_the_calls_whatever_their_sizes()
    {
        await using ProcessPool pool = await ProcessPool.StartAsync(2, Token);
        var random = new Random(1);
        long[] sizes = [.. Enumerable.Range(0, 5_000).Select(_ => random.NextInt64(0, 20))];

        CallOutcome[] outcomes = await pool.MapAsync(new(Workload.Fibonacci, sizes), cancellationToken: Token);

        Assert.Equal(Enumerable.Range(0, sizes.Length).Select(call => (long)call), outcomes.Select(outcome => outcome.Number));
        Assert.Equal(sizes, outcomes.Select(outcome => outcome.Size));
        Assert.Equal(sizes.Select(Fibonacci.Of), outcomes.Select(outcome => outcome.Result));
    }

    [Fact(Timeout = Limit)]
    public async Task A_pool_serves_many_callers_at_once()
    {
        await using ProcessPool pool = await ProcessPool.StartAsync(2, Token);

        long[] results = await Task.WhenAll(
            Enumerable.Range(0, 5_000)
                .Select(size => Task.Run(() => pool.CallAsync(Workload.Nothing, size, cancellationToken: Token), Token)));

        Assert.Equal(Enumerable.Range(0, 5_000).Select(size => (long)size), results);
    }

    [Fact(Timeout = Limit)]
    public async Task A_stream_returns_each_call_once_as_it_ends()
    {
        await using ProcessPool pool = await ProcessPool.StartAsync(2, Token);
        var seen = new HashSet<long>();

        await foreach (CallOutcome outcome in pool.StreamAsync(Workload.Nothing, Sizes(100_000), cancellationToken: Token))
        {
            Assert.True(seen.Add(outcome.Number));
            Assert.Equal(outcome.Number, outcome.Result);
        }

        Assert.Equal(100_000, seen.Count);
    }

    [Fact(Timeout = Chance.TimeLimit)]
    public async Task A_short_call_overtakes_a_long_one_in_a_stream()
    {
        await using ProcessPool pool = await ProcessPool.StartAsync(2, Token);

        // Longer and longer: the worker with the short one may stand still meanwhile.
        await Chance.HappensAsync("The short call overtakes the long one.", 300, async milliseconds =>
        {
            var order = new List<long>();
            await foreach (CallOutcome outcome in pool.StreamAsync(Workload.Wait, [milliseconds, 1], cancellationToken: Token))
                order.Add(outcome.Number);

            Assert.Equal([0, 1], order.Order());
            return order[0] == 1;
        });
    }

    [Fact(Timeout = Limit)]
    public async Task A_stream_takes_no_more_calls_than_it_can_hold_while_nobody_reads()
    {
        await using ProcessPool pool = await ProcessPool.StartAsync(1, Token);
        long taken = 0;
        IEnumerable<long> Endless()
        {
            while (true)
                yield return Interlocked.Increment(ref taken);
        }

        await foreach (CallOutcome outcome in pool.StreamAsync(Workload.Nothing, Endless(), cancellationToken: Token))
        {
            await Task.Delay(50, Token);
            break;
        }

        Assert.InRange(Interlocked.Read(ref taken), 1, 100_000);
    }

    [Fact(Timeout = Limit)]
    public async Task A_stream_ends_with_what_its_source_throws()
    {
        await using ProcessPool pool = await ProcessPool.StartAsync(1, Token);
        static IEnumerable<long> Broken()
        {
            yield return 1;
            throw new FormatException("no further");
        }

        await Assert.ThrowsAsync<FormatException>(async () =>
        {
            await foreach (CallOutcome _ in pool.StreamAsync(Workload.Nothing, Broken(), cancellationToken: Token))
            {
                // What it throws is awaited.
            }
        });

        Assert.Equal(7, await pool.CallAsync(Workload.Nothing, 7, cancellationToken: Token));
    }

    [Fact(Timeout = Limit)]
    public async Task Each_worker_tells_its_process_its_calls_and_its_memory()
    {
        await using ProcessPool pool = await ProcessPool.StartAsync(2, Token);
        await pool.MapAsync(new(Workload.Nothing, 0, 10_000), cancellationToken: Token);

        IReadOnlyList<WorkerInfo> workers = pool.GetWorkers();

        Assert.Equal(2, workers.Select(worker => worker.ProcessId).Distinct().Count());
        Assert.Equal(10_000, workers.Sum(worker => worker.CallsDone));
        Assert.All(workers, worker => Assert.InRange(worker.PrivateBytes, 1 << 20, 100 << 20));
        Assert.All(workers, worker => Assert.True(worker.StartUp > TimeSpan.Zero));
    }

    [Fact(Timeout = Limit)]
    public async Task A_workload_that_workers_do_not_know_is_refused_with_those_they_know()
    {
        await using ProcessPool pool = await ProcessPool.StartAsync(1, Token);
        var mine = new Workload("mine", size => size);

        var error = await Assert.ThrowsAsync<ArgumentException>(() => pool.CallAsync(mine, 1, cancellationToken: Token));

        Assert.Contains("'mine'", error.Message, StringComparison.Ordinal);
        Assert.Contains("fibonacci", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Another_workload_under_a_known_name_is_refused()
    {
        await using ProcessPool pool = await ProcessPool.StartAsync(1, Token);
        var impostor = new Workload("fibonacci", size => size);

        await Assert.ThrowsAsync<ArgumentException>(() => pool.CallAsync(impostor, 1, cancellationToken: Token));
    }

    [Fact(Timeout = Limit)]
    public async Task Calls_of_a_disposed_pool_fail_at_once_and_those_under_way_too()
    {
        ProcessPool pool = await ProcessPool.StartAsync(1, Token);
        Task<long> underWay = pool.CallAsync(Workload.Wait, 60_000, cancellationToken: Token);

        await pool.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => underWay);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pool.CallAsync(Workload.Nothing, 1, cancellationToken: Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    public async Task The_number_of_workers_has_its_limits(int workers)
    {
        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ProcessPool.StartAsync(workers, Token));

        Assert.Contains("from 1 to 256", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<long> Sizes(long count)
    {
        for (long size = 0; size < count; size++)
            yield return size;
    }
}
