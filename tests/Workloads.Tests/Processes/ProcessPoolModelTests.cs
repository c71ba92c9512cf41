using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Processes;

namespace Workloads.Tests;

public class ProcessPoolModelTests
{
    private const int Limit = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task Results_are_those_of_the_sequential_model()
    {
        await using var model = new ProcessPoolModel(2);
        var calls = new Calls(Workload.IsPrime, Enumerable.Range(0, 3_000).Select(number => (long)number * 7_919));

        Run run = await model.RunAsync(calls, cancellationToken: Token);

        Run expected = await new SequentialModel().RunAsync(calls, cancellationToken: Token);
        Assert.Equal(expected.Results, run.Results);
    }

    [Fact(Timeout = Limit)]
    public async Task The_start_is_paid_once_and_told_apart()
    {
        await using var model = new ProcessPoolModel(2);
        await model.RunAsync(Workload.Nothing, 1, 10, Token);
        TimeSpan startUp = model.StartUp;
        ProcessPool? pool = model.Pool;

        await model.RunAsync(Workload.Nothing, 1, 10, Token);

        Assert.True(startUp > TimeSpan.Zero);
        Assert.Equal(startUp, model.StartUp);
        Assert.Same(pool, model.Pool);
    }

    [Fact(Timeout = Limit)]
    public async Task The_first_failure_in_the_callers_order_is_reported()
    {
        await using var model = new ProcessPoolModel(new ProcessPoolOptions { Workers = 2, AllowFaults = true });
        long[] sizes = new long[2_000];
        sizes[1_500] = 9;
        sizes[300] = 1;

        var error = await Assert.ThrowsAsync<CallFailedException>(
            () => model.RunAsync(new Calls(Faults.Throw, sizes), cancellationToken: Token));

        Assert.Equal(300, error.Caller);
        Assert.IsType<RemoteException>(error.InnerException);
    }

    [Fact(Timeout = Limit)]
    public async Task Spans_lie_within_the_run_and_name_the_workers()
    {
        await using var model = new ProcessPoolModel(2);

        Run run = await model.RunAsync(new Calls(Workload.Wait, 20, 8), new() { RecordSpans = true }, Token);

        Assert.Equal(2, run.WorkersSeen);
        Assert.All(run.Spans!, span => Assert.InRange(span.Duration.TotalMilliseconds, 19, Limit));
        Assert.All(run.Spans!, span => Assert.InRange(span.StartTicks, 0, span.EndTicks));
        Assert.All(run.Spans!, span => Assert.True(span.End <= run.Elapsed));
    }

    [Fact(Timeout = Limit)]
    public async Task Cancelling_ends_the_run_and_the_model_stays_of_use()
    {
        await using var model = new ProcessPoolModel(2);
        await model.PrepareAsync(Token);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        cancellation.CancelAfter(50);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => model.RunAsync(Workload.Wait, 60_000, 8, cancellation.Token));

        Assert.Equal([6765], (await model.RunAsync(Workload.Fibonacci, 20, 1, Token)).Results);
    }

    [Fact(Timeout = Limit)]
    public async Task A_workload_made_here_cannot_be_run_elsewhere()
    {
        await using var model = new ProcessPoolModel(1);
        var mine = new Workload("mine", size => size);

        Assert.False(model.CanRun(mine));
        await Assert.ThrowsAsync<ArgumentException>(() => model.RunAsync(mine, 1, 1, Token));
    }
}
