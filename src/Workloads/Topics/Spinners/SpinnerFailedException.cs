namespace Workloads.Topics;

/// <summary>A spinner was asked to fail, to see how its supervisor learns of it.</summary>
/// <param name="frame">The sign at which it failed.</param>
internal sealed class SpinnerFailedException(int frame) : Exception(Invariant($"The spinner failed at sign {frame}."))
{
    /// <summary>The sign at which it failed.</summary>
    public int Frame { get; } = frame;
}
