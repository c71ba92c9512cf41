namespace Workloads.Charts;

/// <summary>A series of points, each with an x and a y, and where it is known, how far y was spread.</summary>
public abstract record XySeries : Series
{
    private protected XySeries(string name, IEnumerable<double> x, IEnumerable<double> y, IEnumerable<double>? low,
        IEnumerable<double>? high)
        : base(name)
    {
        double[] xs = Values(x), ys = Values(y);
        SameLength(name, "values", xs.Length, ys.Length);
        X = xs;
        Y = ys;
        if (SpreadOf(name, xs.Length, low, high) is var (lows, highs))
            (Low, High) = (lows, highs);
    }

    /// <summary>Where the points are; a value that is not finite makes a gap.</summary>
    public IReadOnlyList<double> X { get; }

    /// <summary>How high the points are; a value that is not finite makes a gap.</summary>
    public IReadOnlyList<double> Y { get; }

    /// <summary>The low ends of the spread, such as the first quartile; null when there is none.</summary>
    public IReadOnlyList<double>? Low { get; }

    /// <summary>The high ends of the spread, such as the third quartile; null when there is none.</summary>
    public IReadOnlyList<double>? High { get; }
}
