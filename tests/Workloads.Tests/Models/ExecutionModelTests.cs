using FsCheck;
using FsCheck.Fluent;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Processes.Wire;

namespace Workloads.Tests;

/// <summary>What is true of every model, asked of each.</summary>
public class ExecutionModelTests
{
    private const int TimeLimit = 120_000;

    public static TheoryData<string> Models => [.. ExecutionModel.InProcess.Select(model => model.Name)];

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(Models))]
    public async Task Results_come_back_in_the_callers_order(string name)
    {
        long[] sizes = [.. Enumerable.Range(0, 5_000).Select(caller => (long)(caller * 7 % 5_000))];

        Run run = await Model(name).RunAsync(new Calls(Workload.Nothing, sizes), cancellationToken: TestEnd);

        Assert.Equal(sizes, run.Results);
    }

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(Models))]
    public async Task Every_call_runs_once(string name)
    {
        int[] ran = new int[3_000];
        var counted = new Workload("counted", size => Interlocked.Increment(ref ran[size]));

        await Model(name).RunAsync(new Calls(counted, Enumerable.Range(0, ran.Length).Select(size => (long)size)),
            cancellationToken: TestEnd);

        Assert.All(ran, times => Assert.Equal(1, times));
    }

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(Models))]
    public async Task Calls_of_very_uneven_length_all_arrive(string name)
    {
        long[] sizes = [.. Enumerable.Range(0, 60).Select(caller => caller % 10 == 0 ? 24L : caller % 5)];

        Run run = await Model(name).RunAsync(new Calls(Workload.Fibonacci, sizes), cancellationToken: TestEnd);

        Assert.Equal(sizes.Select(Fibonacci.Of), run.Results);
    }

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(Models))]
    public async Task A_waiting_workload_returns_what_it_waited(string name)
    {
        Run run = await Model(name).RunAsync(Workload.Wait, size: 2, callers: 20, TestEnd);

        Assert.All(run.Results, result => Assert.Equal(2, result));
    }

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(Models))]
    public async Task The_first_failure_in_the_callers_order_is_reported_with_its_number(string name)
    {
        var fragile = new Workload("fragile", size => size >= 37 ? throw new InvalidOperationException($"no {size}") : size);
        var calls = new Calls(fragile, Enumerable.Range(0, 500).Select(caller => (long)caller));

        var failure = await Assert.ThrowsAsync<CallFailedException>(() => Model(name).RunAsync(calls, cancellationToken: TestEnd));

        Assert.Equal(37, failure.Caller);
        Assert.Equal(37, failure.Size);
        Assert.Equal("no 37", Assert.IsType<InvalidOperationException>(failure.InnerException).Message);
        Assert.Contains("caller 37", failure.Message);
    }

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(Models))]
    public async Task A_workload_that_cancels_by_itself_has_failed(string name)
    {
        var quitter = new Workload("quitter", _ => throw new OperationCanceledException("on its own"));

        var failure = await Assert.ThrowsAsync<CallFailedException>(() => Model(name).RunAsync(quitter, 1, 10, TestEnd));

        Assert.Equal(0, failure.Caller);
    }

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(Models))]
    public async Task Nothing_runs_any_more_once_a_cancelled_run_has_ended(string name)
    {
        using var source = new CancellationTokenSource();
        int running = 0, ended = 0;
        var slow = new Workload("slow", size =>
        {
            // Cancelled by a call: a timer would wait for a thread of the pool, whose calls keep them all.
            if (Interlocked.Increment(ref running) == 5)
                source.Cancel();
            Thread.Sleep(2);
            Interlocked.Increment(ref ended);
            return size;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Model(name).RunAsync(new Calls(slow, 1, 9_000), options: null, source.Token));

        int seen = Volatile.Read(ref running);
        Assert.Equal(seen, Volatile.Read(ref ended));
        Assert.True(seen < 9_000, "the run went on to its end");
        await Task.Delay(30, TestEnd);
        Assert.Equal(seen, Volatile.Read(ref running));
    }

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(Models))]
    public async Task Calls_that_would_take_years_end_when_the_run_is_cancelled(string name)
    {
        foreach (Calls calls in (Calls[])[new(Workload.Fibonacci, Fibonacci.MaxN, 20), new(Workload.Wait, Waiting.MaxMilliseconds, 20)])
        {
            using var source = new CancellationTokenSource();
            CancelSoon(source);

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Model(name).RunAsync(calls, options: null, source.Token));
        }
    }

    // On a thread of its own: a timer's callback would wait for a thread of the pool, whose calls keep them all.
    private static void CancelSoon(CancellationTokenSource source) => new Thread(() =>
    {
        Thread.Sleep(50);
        source.Cancel();
    })
    { IsBackground = true }.Start();

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(Models))]
    public async Task A_run_cancelled_before_it_starts_calls_nothing(string name)
    {
        int ran = 0;
        var counted = new Workload("counted", _ => Interlocked.Increment(ref ran));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Model(name).RunAsync(counted, 1, 10, new CancellationToken(canceled: true)));

        Assert.Equal(0, ran);
    }

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(Models))]
    public async Task Spans_lie_within_the_run_and_do_not_overlap_on_a_worker(string name)
    {
        Run run = await Model(name).RunAsync(new Calls(Workload.Fibonacci, 12, 300), new RunOptions { RecordSpans = true }, TestEnd);

        Assert.NotNull(run.Spans);
        Assert.Equal(300, run.Spans.Count);
        Assert.All(run.Spans, span => Assert.True(TimeSpan.Zero <= span.Start && span.Start <= span.End && span.End <= run.Elapsed));
        Assert.Equal(run.WorkersSeen, run.Spans.Select(span => span.Worker).Distinct().Count());
        foreach (var worker in run.Spans.GroupBy(span => span.Worker))
        {
            var inOrder = worker.OrderBy(span => span.StartTicks).ThenBy(span => span.EndTicks).ToList();
            Assert.All(inOrder.Zip(inOrder.Skip(1)), pair => Assert.True(pair.First.EndTicks <= pair.Second.StartTicks));
        }
    }

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(Models))]
    public async Task Without_being_asked_a_run_records_no_spans(string name)
    {
        Run run = await Model(name).RunAsync(Workload.Nothing, 1, 10, TestEnd);

        Assert.Null(run.Spans);
    }

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(Models))]
    public async Task A_run_tells_its_facts(string name)
    {
        ExecutionModel model = Model(name);

        Run run = await model.RunAsync(Workload.Fibonacci, 10, 100, TestEnd);

        Assert.Same(model, run.Model);
        Assert.Equal(100, run.Calls.Count);
        Assert.True(run.Elapsed > TimeSpan.Zero);
    }

    [Fact]
    public void The_time_of_a_call_may_be_far_shorter_than_the_clocks_tick()
    {
        var run = new Run(new SequentialModel(), new Calls(Workload.Nothing, 0, 1_000), seconds: 1e-6, new long[1_000], spans: null);

        Assert.Equal(1e-9, run.TimePerCall, precision: 15);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task All_models_agree_whatever_the_sizes()
    {
        await Task.Run(
            () => Check.One(
                Config.QuickThrowOnFailure.WithMaxTest(25),
                Prop.ForAll(
                    Gen.NonEmptyListOf(Gen.Choose(0, 15)).ToArbitrary(),
                    sizes =>
                    {
                        var calls = new Calls(Workload.Fibonacci, sizes.Select(size => (long)size));
                        long[] expected = [.. sizes.Select(size => Fibonacci.Of(size))];
                        return ExecutionModel.InProcess.All(
                            model => model.RunAsync(calls).GetAwaiter().GetResult().Results.SequenceEqual(expected));
                    })),
            TestEnd);
    }

    internal static ExecutionModel Model(string name) => ExecutionModel.InProcess.Single(model => model.Name == name);
}
