using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Processes.Dispatch;
using Workloads.Processes.Wire;
using Workloads.Topics;

namespace Workloads.Tests;

public class HomegrownPoolTests
{
    private const int TimeLimit = 120_000;

    private static readonly Workload Square = new("square", static size => size * size);

    [Theory(Timeout = TimeLimit)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task Every_job_comes_back_once(int workers)
    {
        await Task.Yield();
        long[] sizes = [.. Enumerable.Range(0, 500).Select(i => (long)i)];

        var run = (PoolRun)new HomegrownPool(workers).Run(Square, sizes, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, 500), run.Results.Select(result => result.Job).Order());
        Assert.All(run.Results, result => Assert.Equal(result.Size * result.Size, result.Result));
        Assert.All(run.Results, result => Assert.InRange(result.Worker, 0, workers - 1));
        Assert.All(run.Results, result => Assert.True(result.End >= result.Start));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task The_documents_numbers_hold_nine_primes()
    {
        await Task.Yield();

        var run = (PoolRun)new HomegrownPool().Run(Workload.IsPrime, DocumentNumbers.All,
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(20, DocumentNumbers.All.Count);
        Assert.Equal(DocumentNumbers.Primes, run.Results.Sum(result => result.Result));
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData(PoolWorkers.Threads)]
    [InlineData(PoolWorkers.Processes)]
    [InlineData(PoolWorkers.ThreadsUnderLock)]
    public async Task Workers_of_every_kind_find_the_same_primes_and_none_takes_a_job_before_it_is_ready(PoolWorkers kind)
    {
        await Task.Yield();
        IReadOnlyList<long> numbers = DocumentNumbers.Smaller(10_000);

        var run = (PoolRun)new HomegrownPool(workers: 3, kind: kind).Run(Workload.IsPrime, numbers,
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(run.Jobs, run.Results.Count);
        Assert.Equal(numbers.Select(number => Workload.IsPrime.Run(number)),
            run.Results.OrderBy(result => result.Job).Select(result => result.Result));
        Assert.InRange(run.StartUp, TimeSpan.FromTicks(1), run.Elapsed);
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData(PoolWorkers.Processes)]
    [InlineData(PoolWorkers.ThreadsUnderLock)]
    public async Task Workers_refuse_a_workload_that_they_do_not_know(PoolWorkers kind)
    {
        await Task.Yield();

        Assert.Throws<ArgumentException>(
            () => new HomegrownPool(kind: kind).Run(Square, [1], cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_failing_worker_ends_the_run_with_its_reason()
    {
        await Task.Yield();
        var failing = new Workload("failing", static size => size == 5 ? throw new InvalidDataException("five") : size);

        var thrown = Assert.Throws<InvalidOperationException>(
            () => new HomegrownPool(2).Run(failing, [1, 2, 3, 4, 5, 6], cancellationToken: TestContext.Current.CancellationToken));

        Assert.IsType<InvalidDataException>(thrown.InnerException);
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData(PoolWorkers.Threads)]
    [InlineData(PoolWorkers.Processes)]
    [InlineData(PoolWorkers.ThreadsUnderLock)]
    public async Task A_cancelled_run_ends_at_once(PoolWorkers kind)
    {
        await Task.Yield();
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.ThrowsAny<OperationCanceledException>(
            () => new HomegrownPool(2, kind: kind).Run(Workload.Wait, [1_000_000, 1_000_000, 1_000_000], cancellationToken: source.Token));
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new HomegrownPool(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HomegrownPool(1).Run(Workload.IsPrime, [-1]));
    }
}
