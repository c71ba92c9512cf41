using Workloads.Processes;

namespace Workloads.TaskQueues;

/// <summary>How a machine that takes calls from a queue is to be.</summary>
internal sealed record QueueWorkerOptions
{
    /// <summary>How many calls it computes at the same time, each in a worker process of its own: 1 to 256, its cores unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public int Cores
    {
        get;
        init => field = value is >= 1 and <= ProcessPoolOptions.MaxWorkers
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value,
                Invariant($"A machine computes from 1 to {ProcessPoolOptions.MaxWorkers} calls at the same time."));
    } = Math.Min(Environment.ProcessorCount, ProcessPoolOptions.MaxWorkers);

    /// <summary>The fleet that it belongs to: machines and clients of one fleet share its queues.</summary>
    public string Fleet { get; init; } = FleetName.Default;

    /// <summary>Its name: the host's and its process's number unless set. No two machines have the same.</summary>
    public string Name { get; init; } = Invariant($"{Environment.MachineName}/{Environment.ProcessId}");

    /// <summary>Whether it knows the workloads of <see cref="Faults"/>, most of which end their process.</summary>
    public bool AllowFaults { get; init; }
}
