namespace Workloads.Topics;

/// <summary>What a workload spends its time on (D1).</summary>
public enum Bound
{
    /// <summary>Computing: more or faster cores make it faster.</summary>
    Cpu,

    /// <summary>Waiting: more of it can be done at once on the same core.</summary>
    Io,

    /// <summary>Both, and neither alone: each part wants its own cure.</summary>
    Mixed,
}
