using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using MathNet.Numerics.Statistics;

namespace Workloads.Measuring;

/// <summary>
/// Fits the two laws of scaling to measured speed-ups by least squares (Levenberg–Marquardt): Amdahl's (1967), with
/// contention alone, S(n) = n / (1 + σ(n − 1)); and Gunther's Universal Scalability Law (1993), with coherency as well,
/// S(n) = n / (1 + σ(n − 1) + κn(n − 1)), which has a peak at √((1 − σ)/κ). Each 95 % interval is the estimate ± Student's t times
/// the standard error that the residuals give. One worker's speed is fitted as well (λ S(n)): all speed-ups share the error of the
/// time that they were measured against, and without it the intervals would be too narrow.
/// </summary>
internal static class ScalingLaw
{
    /// <summary>A curve whose best is no better than this is flat: it says nothing about how work scales.</summary>
    public const double FlatBelow = 1.1;

    /// <summary>The widest interval of the contention, from its middle to an end, that is worth reporting.</summary>
    private const double WidestContention = 0.25;

    private const double Confidence = 0.95;

    /// <summary>
    /// A law that misses the median of some number of workers by more than this share of it, and by more than chance, is refused.
    /// </summary>
    private const double LargestMiss = 0.15;

    /// <summary>How rarely points that follow a law may look as if they did not.</summary>
    private const double MissByChance = 0.01;

    /// <summary>Fits Amdahl's law.</summary>
    /// <param name="points">Two different numbers of workers or more, one of them 1, and four points or more; repeats make the intervals
    /// narrow.</param>
    public static ScalingFit FitAmdahl(IReadOnlyList<ScalingPoint> points) =>
        Fit("Amdahl's law", points, contentionAlone: true, minDistinct: 2);

    /// <summary>Fits the Universal Scalability Law.</summary>
    /// <param name="points">Four different numbers of workers or more, one of them 1.</param>
    public static ScalingFit FitUniversal(IReadOnlyList<ScalingPoint> points) =>
        Fit("Universal Scalability Law", points, contentionAlone: false, minDistinct: 4);

    /// <summary>The law itself.</summary>
    /// <param name="workers">1 or more.</param>
    /// <param name="contention">σ.</param>
    /// <param name="coherency">κ; 0 for Amdahl's law.</param>
    public static double SpeedUp(double workers, double contention, double coherency) =>
        workers / (1 + contention * (workers - 1) + coherency * workers * (workers - 1));

    private static ScalingFit Fit(string law, IReadOnlyList<ScalingPoint> points, bool contentionAlone, int minDistinct)
    {
        ArgumentNullException.ThrowIfNull(points);
        int parameters = contentionAlone ? 2 : 3;
        if (Check(points, minDistinct, parameters) is { } reason)
            return ScalingFit.Refused(law, points, reason);

        Vector<double> best = Minimise(points, contentionAlone);
        (double Speed, double Contention, double Coherency) parts = Parts(best);
        double squares = points.Sum(point => Square(point.SpeedUp - Curve(parts, point.Workers)));
        int freedom = points.Count - parameters;
        double variance = squares / freedom;
        Matrix<double> slopes = Slopes(points, best);
        Matrix<double> covariance = (slopes.TransposeThisAndMultiply(slopes)).Inverse() * variance;
        double quantile = StudentT.InvCDF(0, 1, freedom, (1 + Confidence) / 2);

        Estimate sigma = Interval(parts.Contention, quantile * Math.Sqrt(covariance[1, 1]), upTo: 1);
        if (quantile * Math.Sqrt(covariance[1, 1]) > WidestContention)
            return ScalingFit.Refused(law, points,
                Invariant($"the points scatter too much: the contention could lie anywhere from {sigma.Low:0.00} to {sigma.High:0.00}."));
        if (Miss(points, parameters, workers => Curve(parts, workers)) is { } miss)
            return ScalingFit.Refused(law, points, miss);
        Estimate kappa = contentionAlone ? default
            : Interval(parts.Coherency, quantile * Math.Sqrt(covariance[2, 2]), double.PositiveInfinity);
        return new(law, points, Refusal: null, sigma, kappa, PeakOf(sigma, kappa), Math.Sqrt(variance));
    }

    private static string? Check(IReadOnlyList<ScalingPoint> points, int minDistinct, int parameters)
    {
        if (points.Any(static point => point.Workers < 1 || !double.IsFinite(point.SpeedUp) || point.SpeedUp <= 0))
            return "a point has fewer than 1 worker, or a speed-up that is not a positive number.";
        int[] distinct = [.. points.Select(static point => point.Workers).Distinct().Order()];
        if (distinct.Length < minDistinct)
            return Invariant($"{distinct.Length} different numbers of workers were measured, and it takes {minDistinct} or more.");
        if (distinct[0] != 1)
            return "no run with one worker was measured.";
        if (points.Count < parameters + 2)
            return Invariant($"{points.Count} points were measured, and it takes {parameters + 2} or more.");
        double best = points.GroupBy(static point => point.Workers)
            .Max(static group => group.Select(static point => point.SpeedUp).Median());
        return best >= FlatBelow
            ? null
            : Invariant($"the curve is flat: its best is {best:0.00} times one worker's speed, and below {FlatBelow:0.0} nothing can be told from noise.");
    }

    /// <summary>
    /// Whether the points bend otherwise than the law (an F test for lack of fit: how far the means lie from the curve, against how
    /// far the repeats lie from their means), and by so much that it matters. Without repeats nobody can tell.
    /// </summary>
    private static string? Miss(IReadOnlyList<ScalingPoint> points, int parameters, Func<double, double> curve)
    {
        var groups = points.GroupBy(static point => point.Workers, static point => point.SpeedUp)
            .Select(static group => (Workers: group.Key, SpeedUps: group.ToArray())).ToArray();
        int lackFreedom = groups.Length - parameters, pureFreedom = points.Count - groups.Length;
        if (lackFreedom < 1 || pureFreedom < 1)
            return null;

        double lack = groups.Sum(group => group.SpeedUps.Length * Square(group.SpeedUps.Average() - curve(group.Workers))) / lackFreedom;
        double pure = groups.Sum(static group => group.SpeedUps.Length * group.SpeedUps.PopulationVariance()) / pureFreedom;
        var (workers, miss) =
            groups.Select(group => (group.Workers, curve(group.Workers) / group.SpeedUps.Median() - 1))
                .MaxBy(static group => Math.Abs(group.Item2));
        return Math.Abs(miss) > LargestMiss && lack > pure * FisherSnedecor.InvCDF(lackFreedom, pureFreedom, 1 - MissByChance)
            ? Invariant($"the points bend otherwise: with {workers} workers the law is {Math.Abs(miss):0 %} too {(miss > 0 ? "high" : "low")}, which is more than repeats differ.")
            : null;
    }

    private static Vector<double> Minimise(IReadOnlyList<ScalingPoint> points, bool contentionAlone)
    {
        Vector<double> xs = Vector<double>.Build.DenseOfEnumerable(points.Select(static point => (double)point.Workers));
        Vector<double> ys = Vector<double>.Build.DenseOfEnumerable(points.Select(static point => point.SpeedUp));
        IObjectiveModel model = ObjectiveFunction.NonlinearModel(
            (p, x) => x.Map(workers => Curve(Parts(p), workers)),
            (p, _) => Slopes(points, p),
            xs, ys);
        double[] start = contentionAlone ? [1, 0.05] : [1, 0.05, 0.005];
        double[] low = contentionAlone ? [0.1, 0] : [0.1, 0, 0];
        double[] high = contentionAlone ? [10, 1] : [10, 1, 1];
        return new LevenbergMarquardtMinimizer(gradientTolerance: 1e-14, stepTolerance: 1e-14, functionTolerance: 1e-14)
            .FindMinimum(model, start, low, high).MinimizingPoint;
    }

    private static double Curve((double Speed, double Contention, double Coherency) parts, double workers) =>
        parts.Speed * SpeedUp(workers, parts.Contention, parts.Coherency);

    /// <summary>One worker's speed, contention and coherency, in the order in which they stand among the parameters.</summary>
    private static (double Speed, double Contention, double Coherency) Parts(Vector<double> parameters) =>
        (parameters[0], parameters[1], parameters.Count > 2 ? parameters[2] : 0);

    /// <summary>The law's derivatives by its parameters, a row for each point.</summary>
    private static Matrix<double> Slopes(IReadOnlyList<ScalingPoint> points, Vector<double> parameters) =>
        Matrix<double>.Build.Dense(points.Count, parameters.Count, (row, column) =>
        {
            (double speed, double contention, double coherency) = Parts(parameters);
            double n = points[row].Workers, speedUp = SpeedUp(n, contention, coherency);
            double bySlowdown = -speed * speedUp * speedUp / n;
            return column switch
            {
                0 => speedUp,
                1 => bySlowdown * (n - 1),
                _ => bySlowdown * n * (n - 1),
            };
        });

    private static Estimate Interval(double value, double half, double upTo) =>
        new(value, Math.Max(0, value - half), Math.Min(upTo, value + half));

    /// <summary>
    /// The peak falls as either parameter grows, so that the ends of their intervals give those of its own, on the wide side.
    /// </summary>
    private static Estimate PeakOf(Estimate contention, Estimate coherency) => new(
        Peak(contention.Value, coherency.Value), Peak(contention.High, coherency.High), Peak(contention.Low, coherency.Low));

    private static double Peak(double contention, double coherency) =>
        coherency <= 1e-9 ? double.PositiveInfinity : Math.Max(1, Math.Sqrt(Math.Max(0, 1 - contention) / coherency));

    private static double Square(double value) => value * value;
}
