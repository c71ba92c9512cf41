using Workloads.Models;
using Workloads.Processes;

namespace Workloads.TaskQueues.Tests;

public class BrokerTests(BrokerFixture fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_broker_that_is_named_is_taken_and_told_without_its_password()
    {
        fixture.Require();

        await using Broker broker = await Broker.FindAsync(fixture.Address.WithPassword, cancellationToken: Token);

        Assert.Equal(fixture.Address.ToString(), broker.Address!.ToString());
        Assert.Contains("as it was named", broker.Description);
        Assert.DoesNotContain("guest", broker.Description);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_environment_names_one_as_well()
    {
        fixture.Require();
        string? before = Environment.GetEnvironmentVariable(BrokerAddress.Variable);
        Environment.SetEnvironmentVariable(BrokerAddress.Variable, fixture.Address.WithPassword);
        try
        {
            await using Broker broker = await Broker.FindAsync(cancellationToken: Token);

            Assert.Equal(fixture.Address.Port, broker.Address!.Port);
        }
        finally
        {
            Environment.SetEnvironmentVariable(BrokerAddress.Variable, before);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_broker_that_is_named_and_not_there_is_no_reason_to_take_another() =>
        Assert.Contains("No broker answers",
            (await Assert.ThrowsAsync<QueueFailedException>(
                () => Broker.FindAsync("amqp://127.0.0.1:1", cancellationToken: Token))).Message);

    [Fact(Timeout = 120_000)]
    public async Task Without_a_broker_the_process_pool_runs_the_calls()
    {
        await using Broker broker = Broker.InProcess();
        await using ExecutionModel model = await broker.StartModelAsync(machines: 2, cores: 1, cancellationToken: Token);

        SmallCalls.AssertRight(await model.RunAsync(SmallCalls.Of(1_000), cancellationToken: Token));
        Assert.IsType<ProcessPoolModel>(model);
        Assert.Equal(2, model.Workers);
        await Assert.ThrowsAsync<InvalidOperationException>(() => broker.StartWorkersAsync(1, cancellationToken: Token));
    }

    [Fact(Timeout = 120_000)]
    public async Task With_one_machines_are_started_that_end_with_it()
    {
        fixture.Require();
        LocalWorkers machines;
        int[] processes;
        await using (Broker broker = await Broker.FindAsync(fixture.Address.WithPassword, cancellationToken: Token))
        {
            var options = new QueueModelOptions { Fleet = BrokerFixture.NewFleet() };
            machines = await broker.StartWorkersAsync(1, new() { Cores = 2, Fleet = options.Fleet }, Token);
            processes = [.. machines.ProcessIds];
            await using ExecutionModel model = await broker.StartModelAsync(machines: 0, options: options, cancellationToken: Token);

            SmallCalls.AssertRight(await model.RunAsync(SmallCalls.Of(1_000), cancellationToken: Token));
            Assert.IsType<QueueModel>(model);
            Assert.Equal(2, model.Workers);
        }

        Assert.NotEmpty(processes);
        Assert.DoesNotContain(processes, ChildProcess.IsRunning);
    }
}
