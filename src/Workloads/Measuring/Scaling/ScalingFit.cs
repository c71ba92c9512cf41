using Workloads.Html;

namespace Workloads.Measuring;

/// <summary>A scaling law fitted to measured points, or the reason why it was not (B14).</summary>
/// <param name="Law">The law's name.</param>
/// <param name="Points">The points it was fitted to.</param>
/// <param name="Refusal">Why the points do not carry the fit, in a sentence; null when they do.</param>
/// <param name="Contention">The share of the work that only one worker at a time can do: Amdahl's serial fraction, 0 to 1.</param>
/// <param name="Coherency">What each pair of workers costs by keeping each other up to date; 0 in Amdahl's law.</param>
/// <param name="Peak">The number of workers beyond which more make it slower; infinite when the law has no peak.</param>
/// <param name="ResidualError">The standard deviation of the points about the curve, in units of speed-up.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
internal sealed record ScalingFit(
    string Law, IReadOnlyList<ScalingPoint> Points, string? Refusal, Estimate Contention, Estimate Coherency, Estimate Peak,
    double ResidualError) : IDisplayable
{
    /// <summary>Whether there is a fit.</summary>
    public bool Succeeded => Refusal is null;

    /// <summary>The largest number of workers that was measured: what lies beyond it is prediction.</summary>
    public int MeasuredUpTo => Points.Count == 0 ? 0 : Points.Max(static point => point.Workers);

    /// <summary>The largest speed-up that the law allows with any number of workers; infinite without contention.</summary>
    public double Limit => double.IsInfinity(Peak.Value) ? 1 / Contention.Value : SpeedUpAt(Peak.Value);

    /// <summary>The speed-up that the law gives for a number of workers.</summary>
    /// <param name="workers">1 or more; it need not be whole.</param>
    /// <exception cref="InvalidOperationException">There is no fit.</exception>
    public double SpeedUpAt(double workers) => Succeeded
        ? ScalingLaw.SpeedUp(workers, Contention.Value, Coherency.Value)
        : throw new InvalidOperationException($"{Law} was not fitted: {Refusal}");

    /// <summary>The speed-up with where it lies when the parameters lie at the ends of their intervals, on the wide side.</summary>
    /// <param name="workers">1 or more; it need not be whole.</param>
    /// <exception cref="InvalidOperationException">There is no fit.</exception>
    public Estimate RangeAt(double workers) => new(
        SpeedUpAt(workers), ScalingLaw.SpeedUp(workers, Contention.High, Coherency.High),
        ScalingLaw.SpeedUp(workers, Contention.Low, Coherency.Low));

    /// <inheritdoc/>
    public string ToHtml() => ((ScalingFit[])[this]).ToFigure().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ((ScalingFit[])[this]).ToFigure().ToString();

    internal static ScalingFit Refused(string law, IReadOnlyList<ScalingPoint> points, string reason) =>
        new(law, points, reason, default, default, default, double.NaN);
}
