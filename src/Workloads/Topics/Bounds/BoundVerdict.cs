using Workloads.Measuring;

namespace Workloads.Topics;

/// <summary>Which bound a workload has, by the time it computed against the time it took.</summary>
/// <param name="Name">What ran.</param>
/// <param name="Wall">How long it took.</param>
/// <param name="Cpu">How much processor time it used, on all cores together.</param>
/// <param name="Queued">How long it was ready and had no core, since others had them; zero where the system does not tell.</param>
/// <param name="IsWholeProcess">Whether the times are the process's, with whatever else ran in it, rather than those of the one thread that ran it.</param>
public sealed record BoundVerdict(string Name, TimeSpan Wall, TimeSpan Cpu, TimeSpan Queued, bool IsWholeProcess)
{
    /// <summary>From this share of its time on, what wants a core is CPU-bound.</summary>
    public const double CpuBoundFrom = 0.8;

    /// <summary>Up to this share, it is I/O-bound.</summary>
    public const double IoBoundUpTo = 0.2;

    /// <summary>How many cores it wanted on average, whether it got them or not: 0 for a pure wait, 1 for one busy thread, more for several.</summary>
    public double CoresWanted => Wall > TimeSpan.Zero ? (Cpu + Queued) / Wall : 0;

    /// <summary>The time in which it wanted no core.</summary>
    public TimeSpan Waited => Wall - Cpu - Queued is var rest && rest > TimeSpan.Zero ? rest : TimeSpan.Zero;

    /// <summary>The verdict.</summary>
    public Bound Bound => CoresWanted >= CpuBoundFrom ? Bound.Cpu : CoresWanted <= IoBoundUpTo ? Bound.Io : Bound.Mixed;

    /// <summary>The verdict's reason, in a sentence.</summary>
    public string Reason => $"{(Bound == Bound.Cpu ? "CPU-bound" : Bound == Bound.Io ? "I/O-bound" : "Mixed")}: of {Durations.Text(Wall)} it computed {Durations.Text(Cpu)}"
        + (Queued > Wall * 0.05 ? $", stood ready without a core {Durations.Text(Queued)}" : "")
        + (CoresWanted > 1.2 ? $", so that it wanted {CoresWanted:0.#} cores at once." : $", and waited {Durations.Text(Waited)} ({(Wall > TimeSpan.Zero ? Waited / Wall : 0) * 100:0} %).");

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Reason}";
}
