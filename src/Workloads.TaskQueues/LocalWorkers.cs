using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Workloads.Processes;
using Workloads.TaskQueues.Brokers;
using Workloads.TaskQueues.CommandLine;

namespace Workloads.TaskQueues;

/// <summary>Machines of a fleet on this machine: each is a process of its own, as the command starts it, and ends with this one.</summary>
internal sealed class LocalWorkers : IAsyncDisposable
{
    private readonly List<AttendedProcess> _machines = [];
    private readonly BrokerAddress _address;
    private readonly QueueWorkerOptions _options;

    private LocalWorkers(BrokerAddress address, QueueWorkerOptions options)
    {
        _address = address;
        _options = options;
    }

    /// <summary>The numbers by which the system knows those that run.</summary>
    public IReadOnlyList<int> ProcessIds
    {
        get
        {
            lock (_machines)
                return [.. _machines.Where(machine => !machine.HasExited).Select(machine => machine.Id)];
        }
    }

    /// <summary>Starts machines, and returns when all take calls.</summary>
    /// <param name="address">Where the broker is.</param>
    /// <param name="machines">How many.</param>
    /// <param name="options">How each is to be; its name is its own in any case.</param>
    /// <param name="cancellationToken">Gives up; nothing is left running.</param>
    /// <exception cref="InvalidOperationException">One does not start; the message is what it said.</exception>
    public static async Task<LocalWorkers> StartAsync(BrokerAddress address, int machines, QueueWorkerOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentOutOfRangeException.ThrowIfLessThan(machines, 1);
        var workers = new LocalWorkers(address, options ?? new());
        try
        {
            await Task.WhenAll(Enumerable.Range(0, machines).Select(_ => workers.AddAsync(cancellationToken))).ConfigureAwait(false);
            return workers;
        }
        catch
        {
            await workers.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Starts one more.</summary>
    /// <returns>The number by which the system knows it.</returns>
    public async Task<int> AddAsync(CancellationToken cancellationToken = default)
    {
        (AttendedProcess machine, _) =
            await AttendedProcess.StartAsync(StartInfo(), WorkerCommand.Ready, cancellationToken).ConfigureAwait(false);
        lock (_machines)
            _machines.Add(machine);
        return machine.Id;
    }

    /// <summary>Kills one, as a crash would: at once, with no last word.</summary>
    /// <returns>The number by which the system knew it; null when none runs.</returns>
    public int? KillOne()
    {
        lock (_machines)
        {
            AttendedProcess? machine = _machines.Find(machine => !machine.HasExited);
            machine?.Kill();
            return machine?.Id;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        AttendedProcess[] machines;
        lock (_machines)
        {
            machines = [.. _machines];
            _machines.Clear();
        }

        await Task.WhenAll(machines.Select(machine => machine.DisposeAsync().AsTask())).ConfigureAwait(false);
    }

    private ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo(
            Dotnet(),
            [
                "exec", typeof(LocalWorkers).Assembly.Location, WorkerCommand.Name, WorkerCommand.WhileInputOption,
                WorkerCommand.CoresOption, _options.Cores.ToString(CultureInfo.InvariantCulture), WorkerCommand.FleetOption, _options.Fleet,
                .. _options.AllowFaults ? [WorkerCommand.FaultsOption] : Array.Empty<string>(),
            ]);

        // Not among its arguments, which other users of the machine can see.
        start.Environment[BrokerAddress.Variable] = _address.WithPassword;
        return start;
    }

    /// <summary>The runtime's own starter, three folders above the libraries of the one that runs, or on the path.</summary>
    private static string Dotnet()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string own = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(own) ? own
            : Command.Find("dotnet")
                ?? throw new InvalidOperationException($"Machines are started by dotnet, which is neither at {own} nor on the path.");
    }
}
