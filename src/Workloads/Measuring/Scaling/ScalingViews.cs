using Workloads.Charts;
using Workloads.Show;

namespace Workloads.Measuring;

/// <summary>How fitted scaling laws are shown (B14).</summary>
public static class ScalingViews
{
    /// <summary>How many times as many workers as were measured the prediction is drawn for.</summary>
    private const int PredictedTimes = 3;

    private const int FewWorkers = 12;

    /// <summary>The measured speed-ups with those of more workers than cores, the laws' curves, and what they predict for more cores.</summary>
    public static Figure ToFigure(this ScalingCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return Drawn(curve.Fits, curve.Crowded) with { Caption = MachineFacts.Current.Summary };
    }

    /// <summary>The measured speed-ups, each law's curve through them, and what it predicts for more workers: dashed, with the band of its intervals.</summary>
    /// <param name="fits">Laws fitted to the same points; those that were refused are named in the caption.</param>
    /// <exception cref="ArgumentException">There is no fit at all.</exception>
    public static Figure ToFigure(this IEnumerable<ScalingFit> fits) => Drawn([.. fits], []);

    /// <summary>Each law's parameters with their intervals, or why it was refused.</summary>
    /// <param name="fits">Laws, fitted or refused.</param>
    public static Table ToTable(this IEnumerable<ScalingFit> fits) => Table.Of(
        "",
        fits,
        ("law", fit => fit.Law),
        ("contention", fit => fit.Succeeded ? fit.Contention : null),
        ("coherency", fit => fit.Succeeded && fit.Coherency.High > 0 ? fit.Coherency : null),
        ("peak at workers", fit => fit.Succeeded && double.IsFinite(fit.Peak.Value) ? fit.Peak.ToString("0.#") : null),
        ("refused, since", fit => fit.Refusal));

    private static Figure Drawn(IReadOnlyList<ScalingFit> all, IReadOnlyList<ScalingPoint> crowded)
    {
        if (all.Count == 0)
            throw new ArgumentException("There is no fit to draw.", nameof(all));

        ScalingFit[] found = [.. all.Where(fit => fit.Succeeded)];
        int measured = Math.Max(1, all[0].MeasuredUpTo);
        int furthest = found.Length > 0 ? PredictedTimes * measured : Math.Max(2, crowded.Select(point => point.Workers).Append(measured).Max());
        double highest = found.SelectMany(fit => Steps(1, furthest).Select(fit.SpeedUpAt)).Concat(all[0].Points.Concat(crowded).Select(point => point.SpeedUp)).DefaultIfEmpty(1).Max();
        double[] ideal = [.. Enumerable.Range(1, Math.Max(2, (int)Math.Min(furthest, 1.2 * highest))).Select(workers => (double)workers)];
        return new Figure("Speed-up by workers")
        {
            Subtitle = found.Length > 0 ? $"Solid up to {measured} workers, as measured; dashed beyond, as predicted" : "No law was fitted",
            Caption = string.Join(" ", all.Where(fit => !fit.Succeeded).Select(fit => $"{fit.Law} was not fitted: {fit.Refusal}")),
            // A linear axis shows the laws as one knows them; for few workers it would have ticks at parts of one.
            X = furthest < FewWorkers ? Axis.Log2("workers") : new("workers"),
            Y = new("speed-up") { Unit = Unit.Ratio, FromZero = true },
            Series =
            [
                new Line("ideal", ideal, ideal) { Quoted = true, Colour = 7 },
                .. found.SelectMany((fit, index) => Curve(fit, index + 1, measured, furthest)),
                Points.Of("measured", all[0].Points, point => point.Workers, point => point.SpeedUp) with { Colour = 0 },
                .. crowded.Count == 0 ? Array.Empty<Series>() : [Points.Of("more workers than cores", crowded, point => point.Workers, point => point.SpeedUp) with { Colour = 4 }],
            ],
            Lines = [ReferenceLine.AtX(measured, found.Length > 0 ? "fitted up to here" : "measured up to here")],
        };
    }

    private static IEnumerable<Line> Curve(ScalingFit fit, int colour, int measured, int furthest)
    {
        yield return new Line(fit.Law, Steps(1, measured), Steps(1, measured).Select(fit.SpeedUpAt)) { Colour = colour };
        yield return Line.Of($"{fit.Law}, predicted", Steps(measured, furthest), workers => workers, fit.SpeedUpAt, workers => fit.RangeAt(workers).Low, workers => fit.RangeAt(workers).High)
            with { Quoted = true, Colour = colour };
    }

    /// <summary>Places from one number to another, evenly far apart, and so many that the figure gives them no marks.</summary>
    private static double[] Steps(double from, double to) => [.. Enumerable.Range(0, 257).Select(step => from + (to - from) * step / 256)];
}
