using Workloads.Models;

namespace Workloads.Tests;

/// <summary>A reader's own model that does not keep the contract is told so.</summary>
public class ModelContractTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task A_model_that_keeps_it_hears_nothing()
    {
        var model = new Model(context =>
        {
            for (int caller = 0; caller < context.Count; caller++)
                context.Call(caller);
        });

        await model.VerifyAsync(Workload.Fibonacci, cancellationToken: Token);
        Run run = await model.RunAsync(Workload.Fibonacci, 10, 100, Token);

        Assert.All(run.Results, result => Assert.Equal(55, result));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_lost_call_is_told()
    {
        var model = new Model(context =>
        {
            for (int caller = 1; caller < context.Count; caller++)
                context.Call(caller);
        });

        var wrong = await Assert.ThrowsAsync<WrongModelException>(() => model.RunAsync(Workload.Nothing, 1, 10, Token));

        Assert.Equal(("own", 0), (wrong.Model, wrong.Caller));
        Assert.Equal("The model 'own' returned before the call of caller 0 had come back: it was lost, or not waited for.", wrong.Message);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_call_that_is_not_waited_for_is_told()
    {
        using var end = new ManualResetEventSlim();
        var waiting = new Workload("waiting", size =>
        {
            end.Wait(Token);
            return size;
        });
        var model = new Model(context => _ = Task.Run(() => context.Call(0), Token));

        var wrong = await Assert.ThrowsAsync<WrongModelException>(() => model.RunAsync(waiting, 1, 1, Token));

        end.Set();
        Assert.Contains("not waited for", wrong.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_call_that_ran_twice_is_told()
    {
        var model = new Model(context =>
        {
            for (int caller = 0; caller < context.Count; caller++)
                context.Call(caller);
            context.Call(3);
        });

        var wrong = await Assert.ThrowsAsync<WrongModelException>(() => model.RunAsync(Workload.Nothing, 1, 10, Token));

        Assert.Equal(3, wrong.Caller);
        Assert.Equal("The model 'own' ran the call of caller 3 more than once.", wrong.Message);
    }

    [Fact(Timeout = 30_000)]
    public async Task Results_in_the_order_in_which_calls_ended_are_told()
    {
        var model = new Model(context =>
        {
            int next = 0;
            for (int caller = context.Count - 1; caller >= 0; caller--)
                context.Keep(next++, context.Calls.Workload.Run(context.Calls.SizeOf(caller)));
        });

        var wrong = await Assert.ThrowsAsync<WrongModelException>(() => model.VerifyAsync(Workload.Fibonacci, 20, Token));

        Assert.Contains("returned the results out of order: caller 0, who asked for fibonacci(20), got 1, the result of caller",
            wrong.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(-1)]
    [InlineData(10)]
    public async Task A_caller_that_does_not_exist_is_told(int stranger)
    {
        var model = new Model(context => context.Call(stranger));

        var wrong = await Assert.ThrowsAsync<WrongModelException>(() => model.RunAsync(Workload.Nothing, 1, 10, Token));

        Assert.Equal(Invariant($"The model 'own' called caller {stranger}, where they are numbered from 0 to 9."), wrong.Message);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_failing_call_is_reported_as_such_though_the_model_stops_and_leaves_calls_out()
    {
        var fragile = new Workload("fragile", _ => throw new InvalidOperationException("broken"));
        var model = new Model(context =>
        {
            for (int caller = 0; caller < context.Count && !context.IsStopped(caller); caller++)
                context.Call(caller);
        });

        var failure = await Assert.ThrowsAsync<CallFailedException>(() => model.RunAsync(fragile, 1, 10, Token));

        Assert.Equal(0, failure.Caller);
    }

    [Fact(Timeout = 30_000)]
    public async Task All_calls_run_so_many_times_under_one_reading_of_the_clock_each_time_with_a_context_of_its_own()
    {
        var contexts = new HashSet<RunContext>();
        var model = new Model(context =>
        {
            contexts.Add(context);
            context.Call(0);
            context.ReportElapsed(TimeSpan.FromSeconds(contexts.Count));
        });

        Run run = await model.RunAsync(new Calls(Workload.Nothing, 7, 1), new RunOptions { Times = 3 }, Token);

        Assert.Equal(3, contexts.Count);
        Assert.Equal(2, run.Seconds);
        Assert.Equal([7], run.Results);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_call_lost_in_one_of_many_times_is_told()
    {
        int times = 0;
        var model = new Model(context =>
        {
            if (++times != 2)
                context.Call(0);
        });

        await Assert.ThrowsAsync<WrongModelException>(
            () => model.RunAsync(new Calls(Workload.Nothing, 7, 1), new RunOptions { Times = 3 }, Token));

        Assert.Throws<ArgumentOutOfRangeException>(() => new RunOptions { Times = 0 });
    }

    [Fact(Timeout = 30_000)]
    public async Task Results_are_printed_in_the_callers_order()
    {
        using var printed = new StringWriter();

        await new SequentialModel().RunAsync(new Calls(Workload.Nothing, [3, 1, 2]), new RunOptions { Printer = printed }, Token);

        Assert.Equal(["got 3", "got 1", "got 2"], printed.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    private sealed class Model(Action<RunContext> execute) : ExecutionModel("own")
    {
        protected override Task ExecuteAsync(RunContext context)
        {
            execute(context);
            return Task.CompletedTask;
        }
    }
}
