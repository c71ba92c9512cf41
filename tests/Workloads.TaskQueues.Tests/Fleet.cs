namespace Workloads.TaskQueues.Tests;

/// <summary>Machines and a model that nobody else uses.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private Fleet(string name, LocalWorkers machines, QueueModel model) => (Name, Machines, Model) = (name, machines, model);

    public string Name { get; }

    public LocalWorkers Machines { get; }

    public QueueModel Model { get; }

    public static async Task<Fleet> StartAsync(BrokerFixture broker, int machines, int cores, QueueModelOptions options)
    {
        string name = BrokerFixture.NewFleet();
        CancellationToken token = TestContext.Current.CancellationToken;
        LocalWorkers workers =
            await LocalWorkers.StartAsync(broker.Address, machines,
                new() { Cores = cores, Fleet = name, AllowFaults = options.AllowFaults }, token);
        try
        {
            return new(name, workers, await QueueModel.ConnectAsync(broker.Address, options with { Fleet = name }, token));
        }
        catch
        {
            await workers.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Model.DisposeAsync();
        await Machines.DisposeAsync();
    }
}
