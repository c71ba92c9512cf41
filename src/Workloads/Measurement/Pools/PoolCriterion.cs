using Workloads.Charts;

namespace Workloads.Measurement.Pools;

/// <summary>One figure of the process pool, and the bound that it is to keep.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="Bound">Where it must not get past.</param>
/// <param name="IsCeiling">Whether it must not be larger than the bound; otherwise not smaller.</param>
/// <param name="Unit">What figure and bound are in.</param>
public sealed record PoolCriterion(string What, double Value, double Bound, bool IsCeiling, Unit Unit)
{
    /// <summary>CPython's figure; null when it has none or was not measured.</summary>
    public double? Python { get; init; }

    /// <summary>What CPython's figure is in: that of a comparison is not a ratio itself.</summary>
    public Unit PythonUnit { get; init; } = Unit;

    /// <summary>Whether the figure keeps its bound. One that is not a number does not.</summary>
    public bool IsMet => IsCeiling ? Value <= Bound : Value >= Bound;
}
