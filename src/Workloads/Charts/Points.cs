namespace Workloads.Charts;

/// <summary>Points that are not joined.</summary>
public sealed record Points : XySeries
{
    /// <summary>Points.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="x">Where the points are.</param>
    /// <param name="y">How high they are, as many as <paramref name="x"/>.</param>
    /// <param name="low">The low ends of error bars, as many; with <paramref name="high"/> or not at all.</param>
    /// <param name="high">The high ends of error bars, as many.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public Points(string name, IEnumerable<double> x, IEnumerable<double> y, IEnumerable<double>? low = null,
        IEnumerable<double>? high = null)
        : base(name, x, y, low, high)
    {
    }

    /// <summary>Points.</summary>
    public Points(string name, params IEnumerable<(double X, double Y)> points)
        : this(name, points.Select(point => point.X), points.Select(point => point.Y))
    {
    }

    /// <summary>One point for each row, of any kind.</summary>
    /// <inheritdoc cref="Line.Of{T}"/>
    public static Points Of<T>(string name, IEnumerable<T> rows, Func<T, double> x, Func<T, double> y, Func<T, double>? low = null,
        Func<T, double>? high = null)
    {
        T[] kept = [.. rows];
        return new(name, kept.Select(x), kept.Select(y), low is null ? null : kept.Select(low), high is null ? null : kept.Select(high));
    }
}
