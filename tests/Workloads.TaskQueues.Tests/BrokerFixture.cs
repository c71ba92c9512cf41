using Workloads.Processes;
using Workloads.Tests;
using Workloads.TaskQueues.Brokers;

[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(Workloads.TaskQueues.Tests.BrokerFixture))]

namespace Workloads.TaskQueues.Tests;

/// <summary>One RabbitMQ for all tests, which some of them stop, kill and start again. It is gone when they end.</summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workloads-broker-tests-").FullName;
    private PrivateBroker? _broker;

    internal PrivateBroker Broker => _broker!;

    internal BrokerAddress Address => Broker.Address;

    public async ValueTask InitializeAsync()
    {
        if (PrivateBroker.FindServer() is not null)
            _broker = await PrivateBroker.StartAsync(_folder, port: null, TestContext.Current.CancellationToken);
    }

    /// <summary>Skips a test where no server is installed.</summary>
    public void Require()
    {
        if (_broker is null)
            Required.Skip("No RabbitMQ server is installed.");
    }

    /// <summary>A fleet that no other test knows.</summary>
    public static string NewFleet() => $"test-{Guid.NewGuid():N}";

    /// <summary>Ends the server as the system would at its own end (SIGTERM), or as a crash would (SIGKILL).</summary>
    public async Task EndAsync(bool kill)
    {
        await Signals.SendAsync(kill ? "KILL" : "TERM", Broker.ServerId);
        while (ChildProcess.IsRunning(Broker.ServerId))
            await Task.Delay(10);
        await Broker.DisposeAsync();
    }

    /// <summary>Starts it again with what it had on disk, on the same ports.</summary>
    public async Task StartAgainAsync() => _broker = await PrivateBroker.StartAsync(_folder, Broker.Port);

    public async ValueTask DisposeAsync()
    {
        if (_broker is not null)
            await _broker.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
