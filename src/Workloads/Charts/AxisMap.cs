namespace Workloads.Charts;

/// <summary>Maps an axis's values to places in the drawing.</summary>
internal sealed class AxisMap
{
    private readonly double _low;
    private readonly double _span;
    private readonly double _factor;

    /// <summary>A map for an axis from one value to another.</summary>
    /// <param name="scale">The axis's scale.</param>
    /// <param name="min">The value at <paramref name="from"/>; above zero on a logarithmic scale.</param>
    /// <param name="max">The value at <paramref name="to"/>, above <paramref name="min"/>.</param>
    /// <param name="from">The place where the axis begins.</param>
    /// <param name="to">The place where it ends, which may lie before its beginning.</param>
    public AxisMap(AxisScale scale, double min, double max, double from, double to)
    {
        IsLog = scale is not AxisScale.Linear;
        Min = min;
        Max = max;
        From = from;
        To = to;
        // The difference of two huge numbers would overflow, that of two tiny ones vanish.
        double largest = Math.Max(Math.Abs(min), Math.Abs(max));
        _factor = largest > 1e300 ? 1e-10 : largest < 1e-290 ? 1e100 : 1;
        _low = Inner(min);
        _span = Inner(max) - _low;
    }

    public bool IsLog { get; }

    public double Min { get; }

    public double Max { get; }

    public double From { get; }

    public double To { get; }

    public double Length => Math.Abs(To - From);

    /// <summary>Whether a value has a place at all.</summary>
    public bool Takes(double value) => double.IsFinite(value) && (!IsLog || value > 0);

    /// <summary>Whether a value's place lies on the axis.</summary>
    public bool Shows(double value) => Takes(value) && value >= Min && value <= Max;

    /// <summary>A value's place; beyond the axis's ends for a value beyond them, but never so far that arithmetic suffers.</summary>
    public double Place(double value)
    {
        double share = (Inner(value) - _low) / _span;
        return From + (Math.Clamp(share, -50, 50) * (To - From));
    }

    /// <summary>A value's place, or the end of the axis nearest to it.</summary>
    public double Within(double value) => Math.Clamp(Place(value), Math.Min(From, To), Math.Max(From, To));

    /// <summary>The value at a place.</summary>
    public double Value(double place)
    {
        double inner = _low + ((place - From) / (To - From) * _span);
        return IsLog ? Math.Pow(10, inner) : inner / _factor;
    }

    private double Inner(double value) => IsLog ? Math.Log10(value) : value * _factor;
}
