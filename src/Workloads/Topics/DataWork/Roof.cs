namespace Workloads.Topics;

/// <summary>
/// What so many cores of this machine can give at most, both numbers measured: no kernel gets above the lower of the two limits
/// (Williams, Waterman and Patterson, Roofline, 2009; B16).
/// </summary>
/// <param name="Workers">How many cores worked.</param>
/// <param name="BytesPerSecond">The best rate at which memory was seen to deliver or take.</param>
/// <param name="FlopsPerSecond">The best rate of arithmetic operations on double-precision numbers in registers.</param>
internal sealed record Roof(int Workers, double BytesPerSecond, double FlopsPerSecond)
{
    /// <summary>The arithmetic intensity from which on arithmetic limits, and no longer memory, in operations a byte.</summary>
    public double Ridge => FlopsPerSecond / BytesPerSecond;

    /// <summary>The rate that a kernel can reach, in operations a second.</summary>
    /// <param name="intensity">Its operations for each byte that memory must deliver or take.</param>
    public double At(double intensity) => Math.Min(FlopsPerSecond, BytesPerSecond * intensity);
}
