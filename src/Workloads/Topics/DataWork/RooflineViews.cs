using Workloads.Charts;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How a roofline is shown (B16).</summary>
public static class RooflineViews
{
    private static readonly string[] Ways = [KernelPoint.Scalar, KernelPoint.Simd, KernelPoint.ParallelSimd];

    /// <summary>The machine's limits as roofs, and the kernels as points below them.</summary>
    /// <param name="result">What was measured.</param>
    public static Figure ToFigure(this RooflineResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        double least = result.Points.Min(static point => point.Intensity) / 2, most = Math.Max(result.Points.Max(static point => point.Intensity), result.Roofs.Max(static roof => roof.Ridge)) * 2;
        return new Figure("Roofline: what memory and arithmetic allow, and what the kernels reach")
        {
            Subtitle = "Left of a roof's edge memory is the limit, right of it arithmetic",
            Caption = result.Machine.Summary,
            X = Axis.Log("arithmetic intensity (operations a byte)"),
            Y = Axis.Log("operations a second", Unit.Of("flop/s")),
            Series =
            [
                .. result.Roofs.Select((roof, index) => new Line(
                    roof.Workers == 1 ? "limit of one core" : $"limit of {roof.Workers} cores",
                    [(least, roof.At(least)), (roof.Ridge, roof.FlopsPerSecond), (most, roof.FlopsPerSecond)]) { Colour = index == 0 ? 7 : 6 }),
                .. Ways.Select((way, index) => Points.Of(way, result.Points.Where(point => string.Equals(point.Way, way, StringComparison.Ordinal)), static point => point.Intensity, static point => point.FlopsPerSecond) with { Colour = index }),
            ],
            Annotations = [.. result.Kernels.Select(kernel => result.Points.Where(point => string.Equals(point.Kernel, kernel, StringComparison.Ordinal)).MinBy(static point => point.FlopsPerSecond)!)
                .Select(static point => new Annotation(point.Intensity, point.FlopsPerSecond, point.Kernel))],
        };
    }

    /// <summary>Every kernel in every way.</summary>
    /// <param name="result">What was measured.</param>
    public static Table ToTable(this RooflineResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Table.Of(
            "",
            result.Points,
            ("kernel", point => $"{point.Kernel}, {point.Way}"),
            ("time", point => TimeSpan.FromSeconds(point.Seconds)),
            ("operations a byte", point => point.Intensity),
            ("rate", point => point.FlopsPerSecond),
            ("share of its limit", point => result.ShareOfRoof(point)),
            ("lower limit", point => result.IsMemoryBound(point) ? "memory" : "arithmetic"),
            ("speed-up", point => result.SpeedUp(point)))
            .In("rate", Unit.Of("flop/s")).In("share of its limit", Unit.Percent, bars: true).In("speed-up", Unit.Ratio) with
        {
            Caption = string.Join(" · ", result.Roofs.Select(static roof => $"{(roof.Workers == 1 ? "one core" : $"{roof.Workers} cores")}: {Say.Bytes(roof.BytesPerSecond)}/s, {Unit.Of("flop/s").Format(roof.FlopsPerSecond)}").Append(result.Machine.Summary)),
        };
    }
}
