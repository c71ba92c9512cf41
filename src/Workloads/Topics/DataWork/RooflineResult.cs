using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>A machine's limits, and how near kernels came to them.</summary>
/// <param name="Roofs">The limits of one core and, where there are more, of all.</param>
/// <param name="Points">The kernels, each in every way.</param>
/// <param name="Machine">What was measured.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
internal sealed record RooflineResult(IReadOnlyList<Roof> Roofs, IReadOnlyList<KernelPoint> Points, MachineFacts Machine) : IDisplayable
{
    private static readonly string[] Ways = [KernelPoint.Scalar, KernelPoint.Simd, KernelPoint.ParallelSimd];

    /// <summary>The names of the kernels, in the order of their intensity.</summary>
    public IReadOnlyList<string> Kernels =>
        [.. Points.OrderBy(static point => point.Intensity).Select(static point => point.Kernel).Distinct(StringComparer.Ordinal)];

    /// <summary>One kernel in one way.</summary>
    /// <param name="kernel">Its name.</param>
    /// <param name="way">One of <see cref="KernelPoint"/>'s.</param>
    /// <exception cref="ArgumentException">It was not measured; the message lists what was.</exception>
    public KernelPoint Find(string kernel, string way) =>
        Points.FirstOrDefault(point => string.Equals(point.Kernel, kernel, StringComparison.Ordinal)
            && string.Equals(point.Way, way, StringComparison.Ordinal))
        ?? throw new ArgumentException(
            $"'{kernel}' was not measured as {way}. There are: {string.Join(", ", Points.Select(point => $"{point.Kernel} as {point.Way}"))}.", nameof(kernel));

    /// <summary>How many times as fast as its scalar loop a kernel is.</summary>
    public double SpeedUp(KernelPoint point) => Find(point.Kernel, KernelPoint.Scalar).Seconds / point.Seconds;

    /// <summary>The limits of the cores that a kernel used.</summary>
    public Roof RoofOf(KernelPoint point) => Roofs.First(roof => roof.Workers == point.Workers);

    /// <summary>How much of what its cores can give at its intensity a kernel got.</summary>
    public double ShareOfRoof(KernelPoint point) => point.FlopsPerSecond / Allowed(point);

    /// <summary>Operations a second that a kernel's cores can give at its intensity.</summary>
    public double Allowed(KernelPoint point) => RoofOf(point).At(point.Intensity);

    /// <summary>
    /// Whether memory, rather than arithmetic, is the lower of a kernel's two limits. It may be far from either: see <see
    /// cref="ShareOfRoof"/>.
    /// </summary>
    public bool IsMemoryBound(KernelPoint point) => point.Intensity < RoofOf(point).Ridge;

    /// <summary>What else went on while it was measured, as a reason not to decide; null when nothing did.</summary>
    public string? Disturbance { get; init; }

    /// <summary>Why several cores that gain next to nothing say nothing here; null where they do.</summary>
    public string? MissingCores { get; init; }

    /// <summary>The machine's limits as roofs, and the kernels as points below them.</summary>
    public Figure ToFigure()
    {
        double least = Points.Min(static point => point.Intensity) / 2, most =
            Math.Max(Points.Max(static point => point.Intensity), Roofs.Max(static roof => roof.Ridge)) * 2;
        KernelPoint best = Points.MaxBy(ShareOfRoof)!;
        return new Figure($"{best.Kernel}, {best.Way}, comes nearest to its limit: {Unit.Percent.Format(ShareOfRoof(best))} of what {(IsMemoryBound(best) ? "memory" : "arithmetic")} allows")
        {
            Subtitle = "Roofline: left of a roof's edge memory is the limit, right of it arithmetic",
            Caption = Machine.Summary,
            X = Axis.Log("arithmetic intensity (operations a byte)"),
            Y = Axis.Log("operations a second", Unit.Of("flop/s")),
            Series =
            [
                .. Roofs.Select((roof, index) => new Line(
                    roof.Workers == 1 ? "limit of one core" : Invariant($"limit of {roof.Workers} cores"),
                    [(least, roof.At(least)), (roof.Ridge, roof.FlopsPerSecond), (most, roof.FlopsPerSecond)]) { Colour =
                        index == 0 ? 7 : 6 }),
                .. Ways.Select((way, index) => Charts.Points.Of(way, Points.Where(point => point.Way == way), static point =>
                    point.Intensity, static point => point.FlopsPerSecond) with { Colour = index }),
            ],
            Annotations = [.. Kernels.Select(kernel => Points.Where(point => point.Kernel == kernel).MinBy(static point =>
                point.FlopsPerSecond)!)
                .Select(static point => new Annotation(point.Intensity, point.FlopsPerSecond, point.Kernel))],
        };
    }

    /// <summary>Every kernel in every way.</summary>
    public Table ToTable() => Table.Of(
        "",
        Points,
        ("kernel", point => $"{point.Kernel}, {point.Way}"),
        ("time", point => TimeSpan.FromSeconds(point.Seconds)),
        ("operations a byte", point => point.Intensity),
        ("rate", point => point.FlopsPerSecond),
        ("share of its limit", point => ShareOfRoof(point)),
        ("lower limit", point => IsMemoryBound(point) ? "memory" : "arithmetic"),
        ("speed-up", point => SpeedUp(point)))
        .In("rate", Unit.Of("flop/s")).In("share of its limit", Unit.Percent, bars: true).In("speed-up", Unit.Ratio) with
    {
        Caption = string.Join(" · ", Roofs.Select(static roof =>
            $"{(roof.Workers == 1 ? "one core" : Invariant($"{roof.Workers} cores"))}: {Unit.Bytes.Format(roof.BytesPerSecond)}/s, {Unit.Of("flop/s").Format(roof.FlopsPerSecond)}").Append(Machine.Summary)),
    };

    /// <inheritdoc/>
    public string ToHtml() => new Stack(ToFigure(), ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();
}
