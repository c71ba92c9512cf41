using System.Collections.Concurrent;
using RabbitMQ.Client;
using Workloads.Models;
using Workloads.Processes;
using Workloads.TaskQueues.Dispatch;
using Workloads.TaskQueues.Links;

namespace Workloads.TaskQueues;

/// <summary>
/// Calls run on any number of machines that take them from a queue of a RabbitMQ broker (B19). Every call and every answer is
/// confirmed by the broker before it is let go of: a machine, a connection or the broker may end at any time, and each result is
/// there once.
/// </summary>
/// <remarks>
/// A call may run more than once when its machine or a connection is lost, so it should not do anything but return a value.
/// Trouble with the broker is a <see cref="QueueFailedException"/>: a sweep leaves the model out from there on.
/// </remarks>
public sealed class QueueModel : ExecutionModel
{
    private readonly QueueModelOptions _options;
    private readonly Client _client;
    private readonly ConcurrentDictionary<(Workload Workload, long Size), double> _costs = new();

    private QueueModel(QueueModelOptions options, Client client, int cores)
        : base("task queue", cores)
    {
        _options = options;
        _client = client;
    }

    /// <summary>The broker.</summary>
    public BrokerAddress Address => _client.Link.Address;

    /// <summary>How many machines have announced themselves so far.</summary>
    public int Machines => _client.Machines.Count;

    /// <summary>What it has done so far.</summary>
    public QueueTotals Totals =>
        new(_client.Messages, _client.Answers, _client.Duplicates, _client.Redeliveries, _client.Link.PublishedAgain, _client.Link.Losses);

    /// <summary>Asks the broker how the queue is now.</summary>
    /// <exception cref="QueueFailedException">It has been out of reach for minutes.</exception>
    public async Task<QueueStatus> StatusAsync(CancellationToken cancellationToken = default)
    {
        BrokerSession session = await _client.Link.CurrentAsync(cancellationToken).ConfigureAwait(false);
        QueueDeclareOk queue =
            await session.Channel.QueueDeclarePassiveAsync(_client.Topology.Calls, cancellationToken).ConfigureAwait(false);
        return new(queue.MessageCount, (int)queue.ConsumerCount, Totals);
    }

    /// <inheritdoc/>
    protected internal override object Warmth => this;

    /// <summary>Connects to a broker, and counts the cores of the machines that take calls from it.</summary>
    /// <param name="address">Where the broker is.</param>
    /// <param name="options">Which fleet, and how calls travel.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="QueueFailedException">The broker cannot be reached or does not do what is asked, or no machine takes calls from it;
    /// the message says which.</exception>
    public static async Task<QueueModel> ConnectAsync(BrokerAddress address, QueueModelOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        options ??= new();
        Client client = await Client.ConnectAsync(address, options.Fleet, cancellationToken).ConfigureAwait(false);
        try
        {
            int cores = await client.CountCoresAsync(options.WaitForMachines, cancellationToken).ConfigureAwait(false);
            return new(options, client, cores);
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public override bool CanRun(Workload workload) =>
        Workload.All.Contains(workload) || (_options.AllowFaults && Faults.All.Contains(workload));

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(RunContext context)
    {
        var key = (context.Calls.Workload, Size: context.Calls.SizeOf(0));
        double known = context.Calls.AreUniform ? _costs.GetValueOrDefault(key, double.NaN) : double.NaN;
        using var run = new QueueRun(_options, _client.Topology, _client.Link, _client.Name, Workers, known, context);
        await _client.RunAsync(run).ConfigureAwait(false);
        if (context.Calls.AreUniform)
            _costs[key] = run.Cost;
    }
}
