using Workloads.Charts;
using Workloads.Measurement.Scaling;

namespace Workloads.Display;

/// <summary>How fitted scaling laws are shown (B14).</summary>
public static class ScalingViews
{
    /// <summary>The measured speed-ups, each law's curve through them and on to twice as many workers, and the ideal.</summary>
    /// <param name="fits">Laws fitted to the same points; those that were refused are named in the caption.</param>
    /// <exception cref="ArgumentException">There is no fit at all.</exception>
    public static Figure ToFigure(this IEnumerable<ScalingFit> fits)
    {
        ScalingFit[] all = [.. fits];
        if (all.Length == 0)
            throw new ArgumentException("There is no fit to draw.", nameof(fits));

        double furthest = Math.Max(2, all.Max(fit => fit.MeasuredUpTo)) * 2;
        double[] workers = [.. Enumerable.Range(0, 65).Select(step => Math.Pow(furthest, step / 64.0))];
        ScalingFit[] found = [.. all.Where(fit => fit.Succeeded)];
        return new Figure("Speed-up by workers")
        {
            Subtitle = $"Measured up to {all[0].MeasuredUpTo} workers; beyond, the curves predict",
            Caption = string.Join(" ", all.Where(fit => !fit.Succeeded).Select(fit => $"{fit.Law} was not fitted: {fit.Refusal}")),
            X = Axis.Log2("workers"),
            Y = new("speed-up") { Unit = Unit.Ratio, FromZero = true },
            Series =
            [
                new Line("ideal", workers, workers) { Quoted = true, Colour = 7 },
                .. found.Select((fit, index) => new Line(fit.Law, workers, workers.Select(fit.SpeedUpAt)) { Quoted = true, Colour = index + 1 }),
                Points.Of("measured", all[0].Points, point => point.Workers, point => point.SpeedUp) with { Colour = 0 },
            ],
            Lines = [ReferenceLine.AtX(all[0].MeasuredUpTo, "measured up to here")],
        };
    }
}
