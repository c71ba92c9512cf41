namespace Workloads.Measurement.Scaling;

/// <summary>A fitted parameter and where it lies with 95 % confidence.</summary>
/// <param name="Value">The best value.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">The interval's upper end; infinite when the points set no limit.</param>
public readonly record struct Estimate(double Value, double Low, double High)
{
    /// <summary>Whether the interval holds a value.</summary>
    public bool Holds(double value) => value >= Low && value <= High;

    /// <inheritdoc/>
    public override string ToString() => $"{Value:0.####} ({Low:0.####} to {High:0.####})";
}
