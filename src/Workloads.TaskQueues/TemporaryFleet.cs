using RabbitMQ.Client.Exceptions;
using Workloads.TaskQueues.Dispatch;
using Workloads.TaskQueues.Links;

namespace Workloads.TaskQueues;

/// <summary>Machines here that nobody else uses, and models that send them calls. Nothing of it stays on the broker.</summary>
internal sealed class TemporaryFleet : IAsyncDisposable
{
    private readonly BrokerAddress _address;
    private readonly string _name = $"temporary-{Guid.NewGuid():N}";
    private readonly List<QueueModel> _models = [];
    private LocalWorkers? _machines;

    private TemporaryFleet(BrokerAddress address) => _address = address;

    public LocalWorkers Machines => _machines!;

    public static async Task<TemporaryFleet> StartAsync(BrokerAddress address, int machines, int cores, CancellationToken cancellationToken)
    {
        var fleet = new TemporaryFleet(address);
        fleet._machines = await LocalWorkers.StartAsync(address, machines, new() { Cores = cores, Fleet = fleet._name }, cancellationToken)
            .ConfigureAwait(false);
        return fleet;
    }

    /// <summary>Connects a model that puts so many calls into a message; as many as fit when null.</summary>
    public async Task<QueueModel> ConnectAsync(int? callsPerMessage, CancellationToken cancellationToken)
    {
        QueueModel model = await QueueModel.ConnectAsync(_address, new() { Fleet = _name, CallsPerMessage = callsPerMessage },
            cancellationToken).ConfigureAwait(false);
        _models.Add(model);
        return model;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (QueueModel model in _models)
            await model.DisposeAsync().ConfigureAwait(false);
        await Machines.DisposeAsync().ConfigureAwait(false);
        try
        {
            BrokerSession session = await BrokerSession.OpenAsync(_address, "clean-up", CancellationToken.None).ConfigureAwait(false);
            await new Topology(_name).DeleteAsync(session.Channel).ConfigureAwait(false);
            await session.CloseAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RabbitMQClientException or IOException or OperationCanceledException
            or TimeoutException)
        {
            // The broker is gone, or was lost: what is left there is empty.
        }
    }
}
