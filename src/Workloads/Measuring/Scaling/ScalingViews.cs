using MathNet.Numerics.Statistics;
using Workloads.Charts;
using Workloads.Show;

namespace Workloads.Measuring;

/// <summary>How fitted scaling laws are shown (B14).</summary>
internal static class ScalingViews
{
    /// <summary>How many times as many workers as were measured the prediction is drawn for.</summary>
    private const int PredictedTimes = 3;

    private const int FewWorkers = 12;

    /// <summary>
    /// The measured speed-ups with those of more workers than cores, the laws' curves, and what they predict for more cores.
    /// </summary>
    public static Figure ToFigure(this ScalingCurve curve) => Drawn(Of(curve), SpeedUps);

    /// <summary>The same in time: what the work took by the number of workers, with the ideal line and the laws' curves.</summary>
    public static Figure ToTimeFigure(this ScalingCurve curve)
    {
        double one = Of(curve).OneWorker.TotalSeconds;
        return Drawn(curve, new(Axis.LogTime(), (_, speedUp) => one / speedUp,
            (workers, speedUp) => $"{Workers(workers)} take{(workers == 1 ? "s" : "")} {Say.Time(one / speedUp)}"));
    }

    /// <summary>The same in efficiency: the speed-up divided by the number of workers, which is 100 % where no core is wasted.</summary>
    public static Figure ToEfficiencyFigure(this ScalingCurve curve) => Drawn(
        Of(curve),
        new(
            new("efficiency") { Unit = Unit.Percent, FromZero = true },
            (workers, speedUp) => speedUp / workers,
            (workers, speedUp) => $"{Workers(workers)} keep{(workers == 1 ? "s" : "")} {Say.Percent(speedUp / workers)} of their speed"));

    /// <summary>
    /// The measured speed-ups, each law's curve through them, and what it predicts for more workers: dotted, with the band of its
    /// intervals.
    /// </summary>
    /// <param name="fits">Laws fitted to the same points; those that were refused are named in the caption.</param>
    /// <exception cref="ArgumentException">There is no fit at all.</exception>
    public static Figure ToFigure(this IEnumerable<ScalingFit> fits) => Drawn([.. fits], [], SpeedUps);

    /// <summary>
    /// The speed-up of a model by its number of workers, with the ideal line and the laws fitted to it: of a sweep over one model made with
    /// 1, 2, 4 …
    /// workers.
    /// </summary>
    /// <param name="result">The sweep.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="runtime">Its runtime; the first when left out.</param>
    /// <exception cref="ArgumentException">The model was not measured with one worker, or with several sizes or numbers of
    /// callers.</exception>
    public static ScalingCurve SpeedUpByWorkers(this SweepResult result, string model, string? runtime = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        SweepResult one = result.OfModels(model).OfRuntimes(runtime ?? (result.Runtimes is [var first, ..] ? first : ""));
        return one.Sizes.Count <= 1 && one.Callers.Count <= 1
            ? new(one.Rows.Select(row => (row.Workers, TimeSpan.FromSeconds(row.Seconds))), result.Machine.UsableCores)
            : throw new ArgumentException(
                $"'{model}' was measured with several sizes or numbers of callers: choose one with OfSize or OfCallers.", nameof(result));
    }

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

    /// <summary>
    /// What is drawn of a number of workers and their speed-up, and what the title says of the most workers that have a core each.
    /// </summary>
    private sealed record Aspect(Axis Axis, Func<double, double, double> Of, Func<int, double, string> Title);

    private static Aspect SpeedUps { get; } = new(
        new("speed-up") { Unit = Unit.Ratio, FromZero = true },
        (_, speedUp) => speedUp,
        (workers, speedUp) => $"{Workers(workers)} {(workers == 1 ? "is" : "are")} {Say.Ratio(speedUp)} as fast as one");

    private static string Workers(int workers) => workers == 1 ? "1 worker" : Invariant($"{workers:N0} workers");

    private static ScalingCurve Of(ScalingCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return curve;
    }

    private static Figure Drawn(ScalingCurve curve, Aspect aspect) =>
        Drawn(curve.Fits, curve.Crowded, aspect) is var figure && curve.Cores == Math.Max(1, curve.Fits[0].MeasuredUpTo)
        ? figure with { Caption = $"{figure.Caption} {MachineFacts.Current.Summary}".Trim(),
            Lines = [ReferenceLine.AtX(curve.Cores, curve.Cores == 1 ? "1 core" : Invariant($"{curve.Cores:N0} cores"))] }
        : figure with { Caption = $"{figure.Caption} {MachineFacts.Current.Summary}".Trim(),
            Lines = [.. figure.Lines, ReferenceLine.AtX(curve.Cores, Invariant($"{curve.Cores:N0} cores"))] };

    private static Figure Drawn(IReadOnlyList<ScalingFit> all, IReadOnlyList<ScalingPoint> crowded, Aspect aspect)
    {
        if (all.Count == 0)
            throw new ArgumentException("There is no fit to draw.", nameof(all));

        ScalingFit[] found = [.. all.Where(fit => fit.Succeeded)];
        int measured = Math.Max(1, all[0].MeasuredUpTo);
        int furthest = found.Length > 0 ? PredictedTimes * measured
            : Math.Max(2, crowded.Select(point => point.Workers).Append(measured).Max());
        double highest = found.SelectMany(fit => Steps(1, furthest).Select(fit.SpeedUpAt))
            .Concat(all[0].Points.Concat(crowded).Select(point => point.SpeedUp)).DefaultIfEmpty(1).Max();
        double[] ideal = Steps(1, Math.Max(2, Math.Min(furthest, aspect == SpeedUps ? 1.2 * highest : furthest)));
        double[] most = [.. all[0].Points.Where(point => point.Workers == measured).Select(point => point.SpeedUp)];
        return new Figure(most.Length == 0 ? "Scaling by workers" : aspect.Title(measured, most.Median()))
        {
            Subtitle = found.Length > 0 ? Invariant($"Solid up to {measured} workers, as measured; dotted beyond, as predicted")
                : "No law was fitted",
            Caption = string.Join(" ", all.Where(fit => !fit.Succeeded).Select(fit => $"{fit.Law} was not fitted: {fit.Refusal}")),
            // A linear axis shows the laws as one knows them; for few workers it would have ticks at parts of one.
            X = furthest < FewWorkers ? Axis.Log2("workers") : new("workers"),
            Y = aspect.Axis,
            Series =
            [
                new Line("ideal", ideal, ideal.Select(workers => aspect.Of(workers, workers))) { Quoted = true, Colour = Palette.Grey },
                .. found.SelectMany((fit, index) => Curve(fit, index + 1, measured, furthest, aspect)),
                Points.Of("measured", all[0].Points, point => point.Workers, point => aspect.Of(point.Workers, point.SpeedUp))
                    with { Colour = 0 },
                .. crowded.Count == 0 ? Array.Empty<Series>()
                    : [Points.Of("more workers than cores", crowded, point => point.Workers,
                        point => aspect.Of(point.Workers, point.SpeedUp)) with { Colour = 4 }],
            ],
            Lines = [ReferenceLine.AtX(measured, found.Length > 0 ? "fitted up to here" : "measured up to here")],
        };
    }

    private static IEnumerable<Line> Curve(ScalingFit fit, int colour, int measured, int furthest, Aspect aspect)
    {
        double[] beyond = Steps(measured, furthest);
        yield return new Line(fit.Law, Steps(1, measured),
            Steps(1, measured).Select(workers => aspect.Of(workers, fit.SpeedUpAt(workers)))) { Colour = colour };
        yield return new Line(
            $"{fit.Law}, predicted",
            beyond,
            beyond.Select(workers => aspect.Of(workers, fit.SpeedUpAt(workers))),
            beyond.Select(workers => Math.Min(aspect.Of(workers, fit.RangeAt(workers).Low), aspect.Of(workers, fit.RangeAt(workers).High))),
            beyond.Select(workers =>
                Math.Max(aspect.Of(workers, fit.RangeAt(workers).Low), aspect.Of(workers, fit.RangeAt(workers).High))))
                {
                    Quoted = true,
                    Colour = colour
                };
    }

    /// <summary>Places from one number to another, evenly far apart, and so many that the figure gives them no marks.</summary>
    private static double[] Steps(double from, double to) => [.. Enumerable.Range(0, 121).Select(step => from + (to - from) * step / 120)];
}
