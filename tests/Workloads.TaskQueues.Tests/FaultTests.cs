using System.Diagnostics;
using Workloads.Models;
using Workloads.Processes;
using Workloads.Tests;

namespace Workloads.TaskQueues.Tests;

/// <summary>
/// Fifty thousand calls, while machines, connections and the broker itself are lost: no result is wrong, missing or there twice.
/// </summary>
public class FaultTests(BrokerFixture broker, ITestOutputHelper output)
{
    private const int Calls = 50_000;

    /// <summary>The runs by hand take the full measure.</summary>
    private static readonly bool s_long = Environment.GetEnvironmentVariable("WORKLOADS_TESTS_LONG") == "1";

    /// <summary>Longer than two heartbeats, after which a side gives the other up.</summary>
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(s_long ? 25 : 15);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 600_000)]
    public async Task Machines_that_are_killed_all_the_time_lose_nothing()
    {
        broker.Require();
        int kills = s_long ? 80 : 20, done = 0;
        string fleet = BrokerFixture.NewFleet();
        await using LocalWorkers machines = await LocalWorkers.StartAsync(broker.Address, 2, new() { Cores = 1, Fleet = fleet }, Token);
        await using QueueModel model = await QueueModel.ConnectAsync(broker.Address, new() { Fleet = fleet, CallsPerMessage = 10 }, Token);

        Task<Run> running = model.RunAsync(SmallCalls.Of(Calls), cancellationToken: Token);
        while (done < kills && !running.IsCompleted)
        {
            await WaitForAnswersAsync(model, running, Calls / 10 * (done + 1) / (kills + 1));
            if (machines.ProcessIds is not [var first, ..])
                continue;
            ProcessTable.Kill(first);
            done++;
            await machines.AddAsync(Token);
        }

        Run run = await running;
        Report(model, run, $"{done} machines killed");
        SmallCalls.AssertRight(run);
        Assert.Equal(kills, done);
        await SmallCalls.AssertNoDeadAsync(broker.Address, fleet);
    }

    [Theory(Timeout = 600_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_broker_that_ends_in_the_middle_of_a_run_and_comes_back_has_lost_nothing(bool kill)
    {
        broker.Require();
        string fleet = BrokerFixture.NewFleet();
        await using LocalWorkers machines = await LocalWorkers.StartAsync(broker.Address, 1, new() { Cores = 2, Fleet = fleet }, Token);
        await using QueueModel model = await QueueModel.ConnectAsync(broker.Address, new() { Fleet = fleet, CallsPerMessage = 5 }, Token);

        Task<Run> running = model.RunAsync(SmallCalls.Of(Calls), cancellationToken: Token);
        await WaitForAnswersAsync(model, running, Calls / 5 / 4);
        await broker.EndAsync(kill);
        if (kill)
            await Task.Delay(TimeSpan.FromSeconds(s_long ? 80 : 3), Token);
        await broker.StartAgainAsync();

        Run run = await running;
        Report(model, run, kill ? "the broker killed" : "the broker ended");
        SmallCalls.AssertRight(run);
        Assert.True(model.Totals.ConnectionsLost > 0);
        await SmallCalls.AssertNoDeadAsync(broker.Address, fleet);
    }

    [Fact(Timeout = 600_000)]
    public async Task Connections_that_the_broker_cuts_come_back()
    {
        broker.Require();
        string fleet = BrokerFixture.NewFleet();
        await using LocalWorkers machines = await LocalWorkers.StartAsync(broker.Address, 2, new() { Cores = 1, Fleet = fleet }, Token);
        await using QueueModel model = await QueueModel.ConnectAsync(broker.Address, new() { Fleet = fleet, CallsPerMessage = 1 }, Token);

        Task<Run> running = model.RunAsync(SmallCalls.Of(Calls), cancellationToken: Token);
        await WaitForAnswersAsync(model, running, Calls / 10);
        ChildResult cut = await broker.Broker.RunToolAsync("rabbitmqctl", ["close_all_connections", "cut by a test"], Token);

        Run run = await running;
        Report(model, run, "all connections cut");
        Assert.Equal(0, cut.ExitCode);
        Assert.True(model.Totals.ConnectionsLost > 0);
        SmallCalls.AssertRight(run);
        await SmallCalls.AssertNoDeadAsync(broker.Address, fleet);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_connection_that_falls_silent_is_given_up_and_replaced()
    {
        broker.Require();
        string fleet = BrokerFixture.NewFleet();
        using var wire = new SilentWire(broker.Broker.Port);
        var address = BrokerAddress.Parse($"amqp://guest:guest@127.0.0.1:{wire.Port}");
        await using LocalWorkers machines = await LocalWorkers.StartAsync(address, 1, new() { Cores = 2, Fleet = fleet }, Token);
        await using QueueModel model = await QueueModel.ConnectAsync(address, new() { Fleet = fleet, CallsPerMessage = 5 }, Token);

        Task<Run> running = model.RunAsync(SmallCalls.Of(Calls), cancellationToken: Token);
        await WaitForAnswersAsync(model, running, Calls / 5 / 4);
        wire.IsSilent = true;
        await Task.Delay(s_silence, Token);
        wire.IsSilent = false;

        Run run = await running;
        Report(model, run, $"{s_silence.TotalSeconds:0} s of silence");
        SmallCalls.AssertRight(run);
        Assert.True(model.Totals.ConnectionsLost > 0);
        await SmallCalls.AssertNoDeadAsync(broker.Address, fleet);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_memory_alarm_is_the_models_failure_and_the_next_run_goes_well()
    {
        broker.Require();
        string fleet = BrokerFixture.NewFleet();
        await using LocalWorkers machines = await LocalWorkers.StartAsync(broker.Address, 1, new() { Cores = 1, Fleet = fleet }, Token);
        await using QueueModel model = await QueueModel.ConnectAsync(broker.Address, new() { Fleet = fleet, CallsPerMessage = 1 }, Token);

        await SetMemoryLimitAsync("0");
        long start = Stopwatch.GetTimestamp();
        var alarm = await Assert.ThrowsAsync<QueueFailedException>(() => model.RunAsync(SmallCalls.Of(Calls), cancellationToken: Token));
        output.WriteLine($"Told after {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s: {alarm.Message}");
        await SetMemoryLimitAsync("0.4");

        Assert.Contains("alarm", alarm.Message);
        SmallCalls.AssertRight(await model.RunAsync(SmallCalls.Of(1_000), cancellationToken: Token));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_call_that_kills_its_process_is_named_and_takes_no_other_along()
    {
        broker.Require();
        const int Poison = 377;
        string fleet = BrokerFixture.NewFleet();
        await using LocalWorkers machines =
            await LocalWorkers.StartAsync(broker.Address, 1, new() { Cores = 2, Fleet = fleet, AllowFaults = true }, Token);
        await using QueueModel model =
            await QueueModel.ConnectAsync(broker.Address, new() { Fleet = fleet, CallsPerMessage = 1, AllowFaults = true }, Token);
        int[] before = [.. machines.ProcessIds];

        var calls = new Calls(Faults.Kill, Enumerable.Range(0, 1_000).Select(call => call == Poison ? 1L : 0L));
        var failure = await Assert.ThrowsAsync<QueueFailedException>(() => model.RunAsync(calls, cancellationToken: Token));

        Assert.Equal(Poison, Assert.IsType<WorkerLostException>(failure.InnerException).Call);
        Assert.Contains($"Call {Poison} ", failure.Message);
        Assert.Contains("SIGKILL", failure.Message);
        Assert.Equal(before, machines.ProcessIds);
        SmallCalls.AssertRight(await model.RunAsync(SmallCalls.Of(1_000), cancellationToken: Token));
        await SmallCalls.AssertNoDeadAsync(broker.Address, fleet);
    }

    private static async Task WaitForAnswersAsync(QueueModel model, Task running, long answers)
    {
        while (model.Totals.Answers < answers && !running.IsCompleted)
            await Task.Delay(5, Token);
    }

    private async Task SetMemoryLimitAsync(string share) =>
        Assert.Equal(0, (await broker.Broker.RunToolAsync("rabbitmqctl", ["set_vm_memory_high_watermark", share], Token)).ExitCode);

    private void Report(QueueModel model, Run run, string what) =>
        output.WriteLine($"{what}: {run.Elapsed.TotalSeconds:0.0} s; {model.Totals}");
}
