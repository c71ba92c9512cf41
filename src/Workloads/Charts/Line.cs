namespace Workloads.Charts;

/// <summary>Points joined by a line, in the order given.</summary>
internal sealed record Line : XySeries
{
    /// <summary>A line through points.</summary>
    /// <param name="name">The name in the legend, or at the line's end.</param>
    /// <param name="x">Where the points are.</param>
    /// <param name="y">How high they are, as many as <paramref name="x"/>.</param>
    /// <param name="low">The low ends of the spread, as many; with <paramref name="high"/> or not at all.</param>
    /// <param name="high">The high ends of the spread, as many.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public Line(string name, IEnumerable<double> x, IEnumerable<double> y, IEnumerable<double>? low = null,
        IEnumerable<double>? high = null)
        : base(name, x, y, low, high)
    {
    }

    /// <summary>A line through points.</summary>
    public Line(string name, params IEnumerable<(double X, double Y)> points)
        : this(name, points.Select(point => point.X), points.Select(point => point.Y))
    {
    }

    /// <summary>A line through rows of any kind.</summary>
    /// <param name="name">The name in the legend, or at the line's end.</param>
    /// <param name="rows">The rows, one for each point.</param>
    /// <param name="x">Where a row's point is.</param>
    /// <param name="y">How high it is.</param>
    /// <param name="low">The low end of its spread; with <paramref name="high"/> or not at all.</param>
    /// <param name="high">The high end of its spread.</param>
    public static Line Of<T>(string name, IEnumerable<T> rows, Func<T, double> x, Func<T, double> y, Func<T, double>? low = null,
        Func<T, double>? high = null)
    {
        T[] kept = [.. rows];
        return new(name, kept.Select(x), kept.Select(y), low is null ? null : kept.Select(low), high is null ? null : kept.Select(high));
    }

    /// <summary>How the spread is drawn.</summary>
    public Spread Spread { get; init; } = Spread.Band;

    /// <summary>Whether to join points by steps, as suits what holds until it changes, rather than by the shortest way.</summary>
    public bool Steps { get; init; }
}
