using System.Diagnostics;
using Workloads.Html;
using Workloads.Models;
using Workloads.Processes;
using Workloads.Show;
using Workloads.TaskQueues.Brokers;
using Workloads.TaskQueues.Links;
using Workloads.TaskQueues.Tasks;

namespace Workloads.TaskQueues;

/// <summary>
/// The engine behind task queues, found by itself: a RabbitMQ that is named, or on this machine, or installed here and started
/// for this process alone; else this process, with the process pool behind the same interface.
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class Broker : IDisplayable, IAsyncDisposable
{
    private readonly PrivateBroker? _own;
    private readonly List<LocalWorkers> _workers = [];

    private Broker(BrokerAddress? address, string description, PrivateBroker? own = null)
    {
        Address = address;
        Description = description;
        _own = own;
    }

    /// <summary>Where the broker is; null when there is none, and this process stands in.</summary>
    public BrokerAddress? Address { get; }

    /// <summary>Which engine it is and how it was found, in a sentence.</summary>
    public string Description { get; }

    /// <summary>Finds an engine.</summary>
    /// <param name="address">Where a broker is; what <see cref="BrokerAddress.Variable"/> holds when left out or empty. A broker that is
    /// named must be there.</param>
    /// <param name="mayStart">Whether to start an installed server when none is found: it takes some seconds, and ends with this
    /// process.</param>
    /// <param name="cancellationToken">Gives up; nothing is left running.</param>
    /// <exception cref="FormatException">The address is none.</exception>
    /// <exception cref="QueueFailedException">The broker that is named cannot be reached or refuses the user; the message says
    /// which.</exception>
    public static async Task<Broker> FindAsync(string? address = null, bool mayStart = true, CancellationToken cancellationToken = default)
    {
        if ((string.IsNullOrEmpty(address) ? BrokerAddress.FromEnvironment() : BrokerAddress.Parse(address)) is { } named)
            return new(named,
                $"RabbitMQ {await VersionAsync(named, cancellationToken).ConfigureAwait(false)} at {named}, as it was named.");

        string why;
        try
        {
            BrokerAddress local = BrokerAddress.Localhost;
            return new(local,
                $"RabbitMQ {await VersionAsync(local, cancellationToken).ConfigureAwait(false)} at {local}, found on this machine.");
        }
        catch (QueueFailedException failure)
        {
            why = failure.Message;
        }

        if (!mayStart || PrivateBroker.FindServer() is null)
            return new(null,
                $"This process: the process pool stands in for a broker. {why} {(mayStart ? "No RabbitMQ server is installed that could be started." : "None was to be started.")}");
        return await StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>This process as the engine, whatever else there may be.</summary>
    public static Broker InProcess() => new(null, "This process: the process pool stands in for a broker, as it was asked to.");

    /// <summary>
    /// Starts machines here and connects to them: an execution model that runs its calls on them. Where there is no broker, it is
    /// a process pool of as many workers.
    /// </summary>
    /// <param name="machines">How many machines, each a process with a process pool; 0 for those that are there already.</param>
    /// <param name="cores">How many calls each computes at the same time.</param>
    /// <param name="options">How calls travel.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="QueueFailedException">The broker cannot be reached, or no machine takes calls from it; the message says
    /// which.</exception>
    public async Task<ExecutionModel> StartModelAsync(int machines = 1, int cores = 2, QueueModelOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        if (Address is null)
            return new ProcessPoolModel(Math.Max(machines, 1) * cores);
        options ??= new();
        if (machines > 0)
            await StartWorkersAsync(machines, new() { Cores = cores, Fleet = options.Fleet, AllowFaults = options.AllowFaults },
                cancellationToken).ConfigureAwait(false);
        return await QueueModel.ConnectAsync(Address, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts machines here, which end with the engine.</summary>
    /// <exception cref="InvalidOperationException">There is no broker that they could take calls from, or one does not start.</exception>
    internal async Task<LocalWorkers> StartWorkersAsync(int machines, QueueWorkerOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        BrokerAddress address = Address ?? throw new InvalidOperationException("Machines take calls from a broker, and there is none.");
        LocalWorkers workers = await LocalWorkers.StartAsync(address, machines, options, cancellationToken).ConfigureAwait(false);
        _workers.Add(workers);
        return workers;
    }

    /// <summary>Opens a queue of tasks: text that somebody puts and somebody else does, later or elsewhere.</summary>
    /// <param name="name">Its name: letters, digits, '-' and '_'. Whoever opens a queue of the same name shares it.</param>
    /// <param name="options">What becomes of tasks that fail.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="QueueFailedException">The broker cannot be reached, or knows a queue of this name that is otherwise; the message
    /// says which.</exception>
    public async Task<TaskQueue> OpenQueueAsync(string name, TaskQueueOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new();
        return Address is null
            ? new MemoryTaskQueue(FleetName.Checked(name), options)
            : await BrokerTaskQueue.OpenAsync(Address, FleetName.Checked(name), options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Which engine it is, as a callout.</summary>
    public string ToHtml() => Callout.Finding(Description).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => Description;

    /// <summary>Ends what was started for it: machines, and a server of its own.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (LocalWorkers workers in _workers)
            await workers.DisposeAsync().ConfigureAwait(false);
        _workers.Clear();
        if (_own is not null)
            await _own.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<Broker> StartAsync(CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            PrivateBroker own = await PrivateBroker.StartAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            string version = await VersionAsync(own.Address, cancellationToken).ConfigureAwait(false);
            return new(own.Address,
                Invariant($"RabbitMQ {version} at {own.Address}, started for this process in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s. It ends with it."), own);
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or QueueFailedException)
        {
            return new(null, $"This process: the process pool stands in for a broker. {failure.Message.Split('\n', 2)[0]}");
        }
    }

    private static async Task<string> VersionAsync(BrokerAddress address, CancellationToken cancellationToken)
    {
        try
        {
            BrokerSession session = await BrokerSession.OpenAsync(address, "probe", cancellationToken).ConfigureAwait(false);
            await session.CloseAsync().ConfigureAwait(false);
            return session.ServerVersion;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw QueueFailedException.Of(failure, address);
        }
    }
}
