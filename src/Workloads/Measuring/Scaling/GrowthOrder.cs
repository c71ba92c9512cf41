using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Workloads.Measuring;

/// <summary>
/// The order in which something grows, y ∝ xᵏ: least squares on logarithmic axes over the last two powers of ten, where what is paid once
/// no longer counts. The interval of 95 % is the estimate ± Student's t times the standard error that the residuals give.
/// </summary>
/// <param name="From">The smallest x that it was fitted to.</param>
/// <param name="To">The largest.</param>
/// <param name="Exponent">k, and where it lies; without an end where fewer than three places were measured.</param>
internal sealed record GrowthOrder(double From, double To, Estimate Exponent)
{
    private const double Span = 100, Near = 0.1;

    /// <summary>Fits it.</summary>
    /// <param name="points">Points, at least one; both numbers above 0.</param>
    public static GrowthOrder Of(IReadOnlyList<(double X, double Y)> points)
    {
        double to = points.Max(point => point.X);
        (double X, double Y)[] far = [.. points.Where(point => point.X >= to / Span)];
        double[] xs = [.. far.Select(point => Math.Log(point.X))], ys = [.. far.Select(point => Math.Log(point.Y))];
        if (xs.Distinct().Count() < 3)
            return new(far.Min(point => point.X), to, new(double.NaN, double.NegativeInfinity, double.PositiveInfinity));
        (double start, double slope) = Fit.Line(xs, ys);
        double mean = xs.Average(), squares = xs.Zip(ys, (x, y) => Math.Pow(y - start - (slope * x), 2)).Sum();
        double half = StudentT.InvCDF(0, 1, xs.Length - 2, 0.975)
            * Math.Sqrt(squares / (xs.Length - 2) / xs.Sum(x => Math.Pow(x - mean, 2)));
        return new(far.Min(point => point.X), to, new(slope, slope - half, slope + half));
    }

    /// <summary>What the interval allows to say.</summary>
    public string Words => Exponent switch
    {
        { Low: >= 1 - Near, High: <= 1 + Near } => "in proportion",
        { High: < 1 } => "less than in proportion",
        { Low: > 1 } => "more than in proportion",
        _ => "not told apart from proportion",
    };

    /// <summary>What a value at <see cref="To"/> becomes further out, if the order stays the same.</summary>
    public Estimate At(double x, double value)
    {
        return new(Grown(Exponent.Value), Grown(Exponent.Low), Grown(Exponent.High));

        double Grown(double exponent) => value * Math.Pow(x / To, exponent);
    }
}
