using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Processes;

namespace Workloads.Tests;

/// <summary>What a model and a sweep make of a pool that cannot do its part.</summary>
public class ProcessPoolFailedTests
{
    private const int Limit = 120_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task A_call_that_keeps_ending_its_workers_is_the_models_failure_and_is_named()
    {
        await using var model = new ProcessPoolModel(new ProcessPoolOptions { Workers = 1, MaxReruns = 1, AllowFaults = true });

        ModelFailedException error =
            await Assert.ThrowsAnyAsync<ModelFailedException>(
                () => model.RunAsync(new Calls(Faults.Exit, [0, 0, 7, 0]), cancellationToken: Token));

        Assert.StartsWith("Call 2 was running each of the 2 times its worker died, the last time with exit code 7.", error.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(2, Assert.IsType<WorkerLostException>(error.InnerException).Call);
    }

    [Fact(Timeout = Limit)]
    public async Task A_call_that_takes_longer_than_it_may_is_the_models_failure_too()
    {
        await using var model =
            new ProcessPoolModel(new ProcessPoolOptions { Workers = 1, CallTimeout = TimeSpan.FromMilliseconds(100), AllowFaults = true });

        ModelFailedException error =
            await Assert.ThrowsAnyAsync<ModelFailedException>(() => model.RunAsync(new Calls(Faults.Hang, [1]), cancellationToken: Token));

        Assert.IsType<CallTimedOutException>(error.InnerException);
    }

    [Fact(Timeout = Limit)]
    public async Task What_a_call_throws_stays_its_own_failure()
    {
        await using var model = new ProcessPoolModel(new ProcessPoolOptions { Workers = 1, AllowFaults = true });

        var error = await Assert.ThrowsAsync<CallFailedException>(
            () => model.RunAsync(new Calls(Faults.Throw, [0, 1]), cancellationToken: Token));

        Assert.Equal(1, error.Caller);
    }

    [Fact(Timeout = Limit)]
    public async Task A_sweep_goes_on_without_a_pool_that_has_broken_and_says_why()
    {
        await using var broken = new ProcessPoolModel(1);
        await broken.PrepareAsync(Token);
        broken.Pool!.End(new FileNotFoundException("No runtime is left.\nIt was here."));
        var sweep = new Sweep
        {
            Workload = Workload.Fibonacci,
            Sizes = [5],
            Callers = [2, 3],
            Models = [broken, new SequentialModel()],
            Repeats = 2,
            MinimumTime = TimeSpan.Zero
        };

        SweepResult result = await sweep.RunAsync(Token);

        Assert.True(result.IsComplete);
        Assert.Equal(["sequential"], result.Models);
        Assert.Equal(4, result.Rows.Count);
        Assert.Equal([new("processes", null, null, "No runtime is left.")], result.LeftOut);
    }
}
