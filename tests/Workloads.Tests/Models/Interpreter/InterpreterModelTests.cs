using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class InterpreterModelTests
{
    public static TheoryData<LockMode, InterpreterCode> Ways => new(
        from mode in Enum.GetValues<LockMode>() from code in Enum.GetValues<InterpreterCode>() select (mode, code));

    [Theory(Timeout = 30_000)]
    [MemberData(nameof(Ways))]
    public async Task Every_way_returns_the_sequential_results_in_the_callers_order(LockMode mode, InterpreterCode code)
    {
        long[] sizes = [.. Enumerable.Range(0, 200).Select(caller => (long)(caller % 17))];
        foreach (Workload workload in (Workload[])[Workload.Fibonacci, Workload.IsPrime, Workload.Nothing])
        {
            var calls = new Calls(workload, sizes);
            await using var model =
                new InterpreterModel(new() { Mode = mode, SwitchInterval = TimeSpan.FromMicroseconds(100) }, code, workers: 3);

            Run run = await model.RunAsync(calls);

            Assert.Equal((await new SequentialModel().RunAsync(calls)).Results, run.Results);
        }
    }

    [Theory(Timeout = Chance.TimeLimit)]
    [MemberData(nameof(Ways))]
    public async Task Waits_pass_at_the_same_time_under_any_lock(LockMode mode, InterpreterCode code)
    {
        await using var model = new InterpreterModel(new() { Mode = mode }, code, workers: 8);

        // Longer and longer waits: on a busy machine the eighth thread may start late.
        await Chance.HappensAsync("All eight waits overlap.", 50, async wait =>
        {
            Run run = await model.RunAsync(new Calls(Workload.Wait, wait, callers: 8), new() { RecordSpans = true });

            TimeSpan lastStart = run.Spans!.Max(span => span.Start), firstEnd = run.Spans!.Min(span => span.End);
            return lastStart < firstEnd;
        });
    }

    [Theory(Timeout = 30_000)]
    [MemberData(nameof(Ways))]
    public async Task Cancelling_stops_a_long_call(LockMode mode, InterpreterCode code)
    {
        await using var model = new InterpreterModel(new() { Mode = mode }, code, workers: 2);
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => model.RunAsync(Workload.Fibonacci, 80, callers: 4, source.Token));
    }

    [Fact(Timeout = 30_000)]
    public async Task The_last_runs_lock_is_reported()
    {
        await using var model = new InterpreterModel(workers: 2);
        Assert.Null(model.LastReport);

        await model.RunAsync(Workload.Fibonacci, 10, callers: 4);

        Assert.Equal(2, model.LastReport!.Threads.Count);
    }

    [Fact]
    public void A_workload_of_the_readers_own_is_refused()
    {
        Assert.False(new InterpreterModel().CanRun(new Workload("mine", size => size)));
    }
}
