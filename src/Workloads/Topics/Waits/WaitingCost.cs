namespace Workloads.Topics;

/// <summary>What so many waits at once cost (C10, A13, D8, E8).</summary>
/// <param name="Way">What waited.</param>
/// <param name="Waits">How many.</param>
/// <param name="Wait">How long each waited.</param>
/// <param name="Elapsed">From the first start to the end of the last, in a run of its own.</param>
/// <param name="Bytes">By how much the process's memory had grown when all waited, kernel stacks included; null where the system does not
/// tell.</param>
internal sealed record WaitingCost(string Way, int Waits, TimeSpan Wait, TimeSpan Elapsed, double? Bytes)
{
    /// <summary>By how much the managed heap had grown; null where there is none.</summary>
    public double? HeapBytes { get; init; }

    /// <summary>By how much the address space had grown; null where the system does not tell.</summary>
    public double? AddressBytes { get; init; }

    /// <summary>Memory for each wait; not a number where the system does not tell.</summary>
    public double BytesEach => (Bytes ?? double.NaN) / Waits;

    /// <summary>The time beyond the wait itself.</summary>
    public TimeSpan Overhead => Elapsed - Wait;
}
