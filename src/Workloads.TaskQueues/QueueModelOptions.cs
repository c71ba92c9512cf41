using Workloads.Processes;
using Workloads.TaskQueues.Wire;

namespace Workloads.TaskQueues;

/// <summary>How a <see cref="QueueModel"/> is to be.</summary>
public sealed record QueueModelOptions
{
    /// <summary>The fleet whose machines run the calls.</summary>
    public string Fleet { get; init; } = FleetName.Default;

    /// <summary>How many calls go into one message: 1 to 65,536; unless set, as many as make some milliseconds of work.</summary>
    /// <remarks>Fewer go into one whose calls would take longer than half a minute together.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public int? CallsPerMessage
    {
        get;
        init => field = value is null or >= 1 and <= CallFrame.MaxCalls
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value,
                Invariant($"A message takes from 1 to {CallFrame.MaxCalls:N0} calls."));
    }

    /// <summary>How long to wait for the first machine: 10 s unless set.</summary>
    public TimeSpan WaitForMachines { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether the workloads of <see cref="Faults"/> may be called; the machines must allow it, too.</summary>
    public bool AllowFaults { get; init; }
}
