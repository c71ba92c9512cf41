using Workloads.Measuring;

namespace Workloads.Topics;

/// <summary>One kernel, done in one way, as it was measured.</summary>
/// <param name="Kernel">What was computed.</param>
/// <param name="Way">How: as a scalar loop, by SIMD, or by SIMD in parallel.</param>
/// <param name="Workers">How many cores it used.</param>
/// <param name="Flops">Its arithmetic operations.</param>
/// <param name="Bytes">The bytes that memory must deliver and take at least.</param>
/// <param name="Cost">Its times.</param>
internal sealed record KernelPoint(string Kernel, string Way, int Workers, double Flops, double Bytes, Cost Cost)
{
    /// <summary>The way that the others are held to.</summary>
    public const string Scalar = "scalar loop";

    /// <summary>Vector instructions on one core.</summary>
    public const string Simd = "SIMD";

    /// <summary>Vector instructions on several cores.</summary>
    public const string ParallelSimd = "parallel SIMD";

    /// <summary>
    /// The best round's time, in seconds, as is custom where limits are asked for: what disturbs a round only ever makes it slower.
    /// </summary>
    public double Seconds => Cost.Rounds.Min();

    /// <summary>Operations for each byte.</summary>
    public double Intensity => Flops / Bytes;

    /// <summary>Operations a second.</summary>
    public double FlopsPerSecond => Flops / Seconds;

    /// <summary>Bytes a second.</summary>
    public double BytesPerSecond => Bytes / Seconds;
}
