using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class PythonSweepTests
{
    private const int Limit = 120_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task Rows_of_CPython_and_of_this_runtime_stand_in_one_result_with_a_baseline_each()
    {
        var python = await FoundPythons.NewestAsync();
        await using var sequential = new PythonModel(python, PythonPool.OneThread);
        await using var threads = new PythonModel(python, PythonPool.Threads, workers: 2);

        var result = await new Sweep
        {
            Workload = Workload.Fibonacci, Sizes = [5, 10], Callers = [3], Repeats = 2, WarmUp = TimeSpan.Zero,
            Models = [new SequentialModel(), new ThreadPoolModel(), sequential, threads],
        }.RunAsync(Token);

        Assert.True(result.IsComplete);
        Assert.Empty(result.LeftOut);
        Assert.Equal(4 * 2 * 2, result.Rows.Count);
        Assert.Equal(2, result.Runtimes.Count);
        Assert.Contains(python.Name, result.Runtimes);
        Assert.Equal(2, result.OfRuntimes(python.Name).SpeedUps().Count(speedUp => speedUp.Point.Model == "thread pool"));
    }

    [Fact(Timeout = Limit)]
    public async Task Sizes_beyond_what_a_build_is_given_are_left_out_in_one_line()
    {
        var python = await FoundPythons.NewestAsync();
        await using var sequential = new PythonModel(python, PythonPool.OneThread) { MaxSize = 5 };

        var result = await new Sweep
        {
            Workload = Workload.Fibonacci, Sizes = [5, 6], Callers = [3], Repeats = 1, WarmUp = TimeSpan.Zero,
            Models = [new SequentialModel(), sequential],
        }.RunAsync(Token);

        Assert.Equal([5], result.OfRuntimes(python.Name).Sizes);
        Assert.Equal($"{python.Name} is measured up to size 5 here.", Assert.Single(result.LeftOut).Reason);
    }

    [Fact(Timeout = Limit)]
    public async Task A_build_that_fails_in_a_sweep_is_left_out_in_one_line_and_the_others_go_on()
    {
        var python = await FoundPythons.NewestAsync();
        await using var hanging = new PythonModel(python, PythonPool.OneThread, deadline: TimeSpan.FromSeconds(1));
        await using var sequential = new SequentialModel();

        // On a busy machine its start may take longer than the deadline, too, and is not what is to fail.
        await Chance.HappensAsync("It starts in time.", 1,
            async _ => await Record.ExceptionAsync(() => hanging.PrepareAsync(Token).AsTask()) is null);

        var result = await new Sweep
        {
            Workload = Workload.Wait, Sizes = [1_500], Repeats = 2, WarmUp = TimeSpan.Zero, MinimumTime = TimeSpan.Zero,
            Models = [hanging, sequential],
        }.RunAsync(Token);

        Assert.True(result.IsComplete);
        Assert.Equal(2, result.Rows.Count);
        Assert.All(result.Rows, row => Assert.Equal(sequential.Runtime, row.Runtime));
        Assert.Equal(new LeftOut("sequential", 1_500, 1, $"calls on {python.Name} did not answer within 1 s and was ended."),
            Assert.Single(result.LeftOut));
    }

    [Fact(Timeout = Limit)]
    public async Task A_build_that_cannot_start_is_left_out_in_one_line()
    {
        await using var missing =
            new PythonModel(new CPython("/nowhere/python", new(3, 12, 0), GilState.On, IsFreeThreaded: false, InterpretersModule: null,
                "test"), PythonPool.OneThread);
        await using var sequential = new SequentialModel();

        var result = await new Sweep
        {
            Workload = Workload.Nothing,
            Sizes = [1],
            Repeats = 1,
            WarmUp = TimeSpan.Zero,
            Models = [missing, sequential]
        }.RunAsync(Token);

        Assert.Single(result.Rows);
        Assert.StartsWith("calls on CPython 3.12.0 could not be started: ", Assert.Single(result.LeftOut).Reason, StringComparison.Ordinal);
    }
}
