using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace Workloads.Measurement.Scaling;

/// <summary>
/// Fits the two laws of scaling to measured speed-ups by least squares (Levenberg–Marquardt): Amdahl's (1967), with
/// contention alone, S(n) = n / (1 + σ(n − 1)); and Gunther's Universal Scalability Law (1993), with coherency as well,
/// S(n) = n / (1 + σ(n − 1) + κn(n − 1)), which has a peak at √((1 − σ)/κ). Each 95 % interval is the estimate ± Student's t times
/// the standard error that the residuals give.
/// </summary>
public static class ScalingLaw
{
    /// <summary>A curve whose best is no better than this is flat: it says nothing about how work scales.</summary>
    public const double FlatBelow = 1.1;

    /// <summary>The widest interval of the contention, from its middle to an end, that is worth reporting.</summary>
    private const double WidestContention = 0.25;

    private const double Confidence = 0.95;

    /// <summary>Fits Amdahl's law.</summary>
    /// <param name="points">Two different numbers of workers or more, one of them 1, and three points or more; repeats make the intervals narrow.</param>
    public static ScalingFit FitAmdahl(IReadOnlyList<ScalingPoint> points) => Fit("Amdahl's law", points, parameters: 1, minDistinct: 2);

    /// <summary>Fits the Universal Scalability Law.</summary>
    /// <param name="points">Four different numbers of workers or more, one of them 1.</param>
    public static ScalingFit FitUniversal(IReadOnlyList<ScalingPoint> points) => Fit("Universal Scalability Law", points, parameters: 2, minDistinct: 4);

    /// <summary>The law itself.</summary>
    /// <param name="workers">1 or more.</param>
    /// <param name="contention">σ.</param>
    /// <param name="coherency">κ; 0 for Amdahl's law.</param>
    public static double SpeedUp(double workers, double contention, double coherency) =>
        workers / (1 + contention * (workers - 1) + coherency * workers * (workers - 1));

    private static ScalingFit Fit(string law, IReadOnlyList<ScalingPoint> points, int parameters, int minDistinct)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (Check(points, minDistinct, parameters) is { } reason)
            return ScalingFit.Refused(law, points, reason);

        Vector<double> best = Minimise(points, parameters);
        (double contention, double coherency) = (best[0], parameters > 1 ? best[1] : 0);
        double squares = points.Sum(point => Square(point.SpeedUp - SpeedUp(point.Workers, contention, coherency)));
        int freedom = points.Count - parameters;
        double variance = squares / freedom;
        Matrix<double> slopes = Slopes(points, best);
        Matrix<double> covariance = (slopes.TransposeThisAndMultiply(slopes)).Inverse() * variance;
        double quantile = StudentT.InvCDF(0, 1, freedom, (1 + Confidence) / 2);

        Estimate sigma = Interval(contention, quantile * Math.Sqrt(covariance[0, 0]), upTo: 1);
        if (quantile * Math.Sqrt(covariance[0, 0]) > WidestContention)
            return ScalingFit.Refused(law, points, $"the points scatter too much: the contention could lie anywhere from {sigma.Low:0.00} to {sigma.High:0.00}.");
        Estimate kappa = parameters == 1 ? default : Interval(coherency, quantile * Math.Sqrt(covariance[1, 1]), double.PositiveInfinity);
        return new(law, points, Refusal: null, sigma, kappa, PeakOf(sigma, kappa), Math.Sqrt(variance));
    }

    private static string? Check(IReadOnlyList<ScalingPoint> points, int minDistinct, int parameters)
    {
        if (points.Any(static point => point.Workers < 1 || !double.IsFinite(point.SpeedUp) || point.SpeedUp <= 0))
            return "a point has fewer than 1 worker, or a speed-up that is not a positive number.";
        int[] distinct = [.. points.Select(static point => point.Workers).Distinct().Order()];
        if (distinct.Length < minDistinct)
            return $"{distinct.Length} different numbers of workers were measured, and it takes {minDistinct} or more.";
        if (distinct[0] != 1)
            return "no run with one worker was measured.";
        if (points.Count < parameters + 2)
            return $"{points.Count} points were measured, and it takes {parameters + 2} or more.";
        double best = points.GroupBy(static point => point.Workers).Max(static group => Median(group.Select(static point => point.SpeedUp)));
        return best >= FlatBelow
            ? null
            : $"the curve is flat: its best is {best:0.00} times one worker's speed, and below {FlatBelow:0.0} nothing can be told from noise.";
    }

    private static Vector<double> Minimise(IReadOnlyList<ScalingPoint> points, int parameters)
    {
        Vector<double> xs = Vector<double>.Build.DenseOfEnumerable(points.Select(static point => (double)point.Workers));
        Vector<double> ys = Vector<double>.Build.DenseOfEnumerable(points.Select(static point => point.SpeedUp));
        IObjectiveModel model = ObjectiveFunction.NonlinearModel(
            (p, x) => x.Map(workers => SpeedUp(workers, p[0], parameters > 1 ? p[1] : 0)),
            (p, _) => Slopes(points, p),
            xs, ys);
        double[] start = parameters > 1 ? [0.05, 0.005] : [0.05];
        double[] low = parameters > 1 ? [0, 0] : [0];
        double[] high = parameters > 1 ? [1, 1] : [1];
        return new LevenbergMarquardtMinimizer(gradientTolerance: 1e-14, stepTolerance: 1e-14, functionTolerance: 1e-14)
            .FindMinimum(model, start, low, high).MinimizingPoint;
    }

    /// <summary>The law's derivatives by its parameters, a row for each point.</summary>
    private static Matrix<double> Slopes(IReadOnlyList<ScalingPoint> points, Vector<double> parameters) =>
        Matrix<double>.Build.Dense(points.Count, parameters.Count, (row, column) =>
        {
            double n = points[row].Workers;
            double below = 1 + parameters[0] * (n - 1) + (parameters.Count > 1 ? parameters[1] * n * (n - 1) : 0);
            return -n / Square(below) * (column == 0 ? n - 1 : n * (n - 1));
        });

    private static Estimate Interval(double value, double half, double upTo) => new(value, Math.Max(0, value - half), Math.Min(upTo, value + half));

    /// <summary>The peak falls as either parameter grows, so that the ends of their intervals give those of its own, on the wide side.</summary>
    private static Estimate PeakOf(Estimate contention, Estimate coherency) => new(
        Peak(contention.Value, coherency.Value), Peak(contention.High, coherency.High), Peak(contention.Low, coherency.Low));

    private static double Peak(double contention, double coherency) =>
        coherency <= 1e-9 ? double.PositiveInfinity : Math.Max(1, Math.Sqrt(Math.Max(0, 1 - contention) / coherency));

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }

    private static double Square(double value) => value * value;
}
