using Workloads.Measuring;
using Workloads.Models;
using Workloads.Processes;
using Workloads.TaskQueues.Links;

namespace Workloads.TaskQueues.Tests;

public class QueueModelTests(BrokerFixture broker)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 120_000)]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(500)]
    public async Task Results_come_back_in_the_callers_order_however_many_calls_a_message_holds(int? callsPerMessage)
    {
        broker.Require();
        await using Fleet fleet = await Fleet.StartAsync(broker, machines: 2, cores: 1, new() { CallsPerMessage = callsPerMessage });

        Run run = await fleet.Model.RunAsync(SmallCalls.Of(3_000), new() { RecordSpans = true }, Token);

        SmallCalls.AssertRight(run);
        Assert.InRange(run.WorkersSeen, 1, 2);
        Assert.Equal(2, fleet.Model.Workers);
        Assert.Equal(2, fleet.Model.Machines);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_sweep_runs_on_it_like_on_any_other_model()
    {
        broker.Require();
        await using Fleet fleet = await Fleet.StartAsync(broker, machines: 1, cores: 2, new());

        SweepResult result = await new Sweep
        {
            Workload = Workload.Fibonacci,
            Sizes = [0, 12],
            Callers = [100],
            Models = [new SequentialModel(), fleet.Model],
            Repeats = 2,
        }.RunAsync(Token);

        Assert.Equal(2 * 2 * 2, result.Rows.Count);
        Assert.Empty(result.LeftOut);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_call_that_throws_fails_as_in_every_model_and_names_its_caller()
    {
        broker.Require();
        await using Fleet fleet = await Fleet.StartAsync(broker, machines: 1, cores: 2, new() { AllowFaults = true });

        var calls = new Calls(Faults.Throw, Enumerable.Range(0, 500).Select(call => call is 123 or 400 ? 7L : 0L));
        var failure = await Assert.ThrowsAsync<CallFailedException>(() => fleet.Model.RunAsync(calls, cancellationToken: Token));

        Assert.Equal(123, failure.Caller);
        Assert.Equal("Asked to fail with 7.", Assert.IsType<RemoteException>(failure.InnerException).RemoteMessage);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_cancelled_runs_calls_are_dropped_and_not_computed()
    {
        broker.Require();
        await using Fleet fleet = await Fleet.StartAsync(broker, machines: 1, cores: 1, new() { CallsPerMessage = 1 });
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);

        // A hundred calls of a second each, of which one is under way.
        Task<Run> running = fleet.Model.RunAsync(new Calls(Workload.Wait, 1_000, 100), cancellationToken: cancel.Token);
        while (fleet.Model.Totals.Messages < 100)
            await Task.Delay(5, Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        SmallCalls.AssertRight(await fleet.Model.RunAsync(SmallCalls.Of(100), cancellationToken: Token));
        Assert.Equal(100, fleet.Model.Totals.Answers);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_machine_that_comes_after_a_run_was_cancelled_does_not_compute_it_either()
    {
        broker.Require();
        await using Fleet fleet = await Fleet.StartAsync(broker, machines: 1, cores: 1, new() { CallsPerMessage = 1 });
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await fleet.Machines.DisposeAsync();
        Task<Run> running = fleet.Model.RunAsync(new Calls(Workload.Wait, 1_000, 100), cancellationToken: cancel.Token);
        while (fleet.Model.Totals.Messages < 100)
            await Task.Delay(5, Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        await fleet.Machines.AddAsync(Token);
        SmallCalls.AssertRight(await fleet.Model.RunAsync(SmallCalls.Of(100), cancellationToken: Token));

        Assert.InRange(fleet.Model.Totals.Duplicates, 0, 20); // Those of the cancelled run that came before the word did.
    }

    [Fact(Timeout = 120_000)]
    public async Task Its_queue_of_answers_is_gone_when_it_is_disposed()
    {
        broker.Require();
        await using Fleet fleet = await Fleet.StartAsync(broker, machines: 1, cores: 1, new());
        string before = await ListQueuesAsync();

        await fleet.Model.DisposeAsync();

        Assert.Contains($"{fleet.Name}.replies.", before);
        Assert.DoesNotContain($"{fleet.Name}.replies.", await ListQueuesAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task Only_registered_workloads_can_be_called()
    {
        broker.Require();
        await using Fleet fleet = await Fleet.StartAsync(broker, machines: 1, cores: 1, new());

        var refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => fleet.Model.RunAsync(new Workload("mine", size => size), 1, 1, Token));

        Assert.Contains("mine", refusal.Message);
        Assert.False(fleet.Model.CanRun(Faults.Kill));
    }

    private async Task<string> ListQueuesAsync()
    {
        ChildResult listed = await broker.Broker.RunToolAsync("rabbitmqctl", ["list_queues", "name", "--silent"], Token);
        return listed.Output;
    }
}
