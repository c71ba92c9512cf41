using System.Diagnostics;
using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class PythonModelTests
{
    private const int Limit = 120_000;

    private static readonly long[] Sizes = [12, 3, 15, 1, 0, 2, 14, 7, 11, 10, 9, 13, 3, 3, 3, 20, 5];

    public static IEnumerable<ITheoryDataRow> PoolsAndStarts =>
        from pool in Enum.GetValues<PythonPool>()
        from startInside in (bool[])[false, true]
        where !PythonModel.HasNoPool(pool) || !startInside
        select new TheoryDataRow<PythonPool, bool>(pool, startInside);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = Limit)]
    [MemberData(nameof(PoolsAndStarts))]
    internal async Task Every_model_returns_the_right_results_in_the_callers_order(PythonPool pool, bool startInside)
    {
        foreach (var python in await FoundPythons.AllAsync())
        {
            if (pool is PythonPool.Interpreters && !python.HasInterpreters)
                continue;
            await using var model = new PythonModel(python, pool, startInside, workers: 2, chunkSize: 3);

            var run = await model.RunAsync(new Calls(Workload.Fibonacci, Sizes), cancellationToken: Token);

            Assert.Equal(Sizes.Select(Fibonacci.Of), run.Results);
            Assert.True(run.Elapsed > TimeSpan.Zero);
            Assert.Equal(python.Name, model.Runtime);
        }
    }

    [Theory(Timeout = Limit)]
    [MemberData(nameof(PoolsAndStarts))]
    internal async Task A_span_is_recorded_for_each_call(PythonPool pool, bool startInside)
    {
        var python = await FoundPythons.WithInterpretersAsync();
        int workers = PythonModel.HasNoPool(pool) ? 1 : 2;

        // Longer and longer: on a busy machine a worker may start when the other has done all.
        await Chance.HappensAsync("All workers run calls.", 20, async milliseconds =>
        {
            await using var model = new PythonModel(python, pool, startInside, workers: 2, chunkSize: 1);
            var watch = Stopwatch.StartNew();

            var run = await model.RunAsync(new Calls(Workload.Wait, milliseconds, callers: 8), new() { RecordSpans = true }, Token);

            Assert.Equal(Enumerable.Repeat((long)milliseconds, 8), run.Results);
            Assert.InRange(run.WorkersSeen, 1, workers);
            Assert.All(run.Spans!, span => Assert.InRange(span.Start, TimeSpan.Zero, watch.Elapsed));
            Assert.All(run.Spans!, span => Assert.InRange(span.Duration, TimeSpan.FromMilliseconds(milliseconds - 1), watch.Elapsed));
            return run.WorkersSeen == workers;
        });
    }

    [Fact(Timeout = Limit)]
    public async Task Every_workload_has_the_same_results_in_python()
    {
        await using var model = new PythonModel(await FoundPythons.NewestAsync(), PythonPool.OneThread);
        long[] numbers = [0, 1, 2, 3, 4, 5, 9, 15, 25, 49, 97, 121, 7919, 7921, 999_999_000_001, 3_333_333_333_333_333];

        foreach (var workload in Workload.All)
        {
            long[] sizes = workload == Workload.IsPrime ? numbers : [0, 1, 2, 3, 10];

            var run = await model.RunAsync(new Calls(workload, sizes), cancellationToken: Token);

            Assert.Equal(sizes.Select(size => workload.Run(size)), run.Results);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task The_time_is_that_of_the_calls_and_not_of_starting_python()
    {
        await using var model = new PythonModel(await FoundPythons.NewestAsync(), PythonPool.OneThread);

        var waited = await model.RunAsync(Workload.Wait, 50, callers: 2, Token);
        var nothing = await model.RunAsync(Workload.Nothing, 0, callers: 1, Token);

        Assert.InRange(waited.Elapsed, TimeSpan.FromMilliseconds(99), TimeSpan.FromSeconds(30));
        Assert.True(nothing.Elapsed < waited.Elapsed);
    }

    [Fact(Timeout = Limit)]
    public async Task The_process_stays_between_runs_and_ends_with_the_model()
    {
        var model = new PythonModel(await FoundPythons.NewestAsync(), PythonPool.Processes, workers: 2);
        await model.PrepareAsync(Token);
        int process = model.ProcessId!.Value;
        var workers = ProcessTree.Below(process);

        await model.RunAsync(Workload.Nothing, 0, callers: 10, Token);
        int processAfter = model.ProcessId.Value;
        await model.DisposeAsync();

        Assert.Equal(process, processAfter);
        Assert.True(workers.Count >= 2);
        await ProcessTree.AssertGoneAsync([process, .. workers]);
    }

    [Fact(Timeout = Limit)]
    public async Task Cancelling_leaves_no_process_and_the_next_run_works()
    {
        await using var model = new PythonModel(await FoundPythons.NewestAsync(), PythonPool.Processes, workers: 2);
        await model.PrepareAsync(Token);
        int process = model.ProcessId!.Value;
        var workers = await ProcessTree.WhenBelowAsync(process, 2);
        using var cancelling = new CancellationTokenSource(TimeSpan.FromSeconds(0.2));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => model.RunAsync(Workload.Wait, 60_000, callers: 10, cancelling.Token));

        await ProcessTree.AssertGoneAsync([process, .. workers]);
        var run = await model.RunAsync(Workload.Nothing, 7, callers: 3, Token);
        Assert.Equal([7, 7, 7], run.Results);
    }

    [Fact(Timeout = Limit)]
    public async Task A_pool_whose_worker_is_killed_fails_in_one_line_and_the_next_run_works()
    {
        var python = await FoundPythons.NewestAsync();
        await using var model = new PythonModel(python, PythonPool.Processes, workers: 2);
        await model.PrepareAsync(Token);
        var workers = ProcessTree.Below(model.ProcessId!.Value);

        var running = model.RunAsync(Workload.Wait, 60_000, callers: 4, Token);
        await Task.Delay(200, Token);
        using (var worker = Process.GetProcessById(workers[^1]))
            worker.Kill();
        var failure = await Assert.ThrowsAsync<PythonFailedException>(() => running);
        var run = await model.RunAsync(Workload.Nothing, 7, callers: 3, Token);

        Assert.StartsWith($"calls on {python.Name} failed: BrokenProcessPool: ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.Equal([7, 7, 7], run.Results);
    }

    [Fact(Timeout = Limit)]
    public async Task A_run_past_its_deadline_is_ended_and_reported()
    {
        var python = await FoundPythons.NewestAsync();
        await using var model = new PythonModel(python, PythonPool.OneThread, deadline: TimeSpan.FromSeconds(1));

        var failure = await Assert.ThrowsAsync<PythonFailedException>(() => model.RunAsync(Workload.Wait, 60_000, callers: 1, Token));

        Assert.Equal($"calls on {python.Name} did not answer within 1 s and was ended.", failure.Message);
        Assert.Null(model.ProcessId);
    }

    [Fact(Timeout = Limit)]
    public async Task What_a_model_cannot_run_is_refused_before_anything_starts()
    {
        var python = await FoundPythons.NewestAsync();
        await using var model = new PythonModel(python, PythonPool.Threads);

        await Assert.ThrowsAsync<ArgumentException>(() => model.RunAsync(new Workload("mine", size => size), 0, callers: 1, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => model.RunAsync(Workload.Nothing, 0, PythonModel.MaxCallers + 1, Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PythonModel(python, PythonPool.ProcessesInChunks, chunkSize: 0));
        Assert.Throws<ArgumentException>(() => new PythonModel(python, PythonPool.OneThread, startInside: true));
        Assert.Throws<ArgumentException>(() => new PythonModel(python with { InterpretersModule = null }, PythonPool.Interpreters));
        Assert.Null(model.ProcessId);
    }

    [Fact(Timeout = Limit)]
    public async Task No_compiled_scripts_are_left_beside_the_library()
    {
        await using var model = new PythonModel(await FoundPythons.NewestAsync(), PythonPool.Processes, startInside: true);

        await model.RunAsync(Workload.Nothing, 0, callers: 3, Token);

        Assert.Empty(Directory.GetDirectories(Path.GetDirectoryName(Scripts.PathOf("calls"))!, "__pycache__", SearchOption.AllDirectories));
    }
}
