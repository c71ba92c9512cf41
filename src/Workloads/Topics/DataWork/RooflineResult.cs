using Workloads.Html;
using Workloads.Measuring;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>A machine's limits, and how near kernels came to them.</summary>
/// <param name="Roofs">The limits of one core and, where there are more, of all.</param>
/// <param name="Points">The kernels, each in every way.</param>
/// <param name="Machine">What was measured.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record RooflineResult(IReadOnlyList<Roof> Roofs, IReadOnlyList<KernelPoint> Points, MachineFacts Machine) : IDisplayable
{
    /// <summary>The names of the kernels, in the order of their intensity.</summary>
    public IReadOnlyList<string> Kernels => [.. Points.OrderBy(static point => point.Intensity).Select(static point => point.Kernel).Distinct(StringComparer.Ordinal)];

    /// <summary>One kernel in one way.</summary>
    /// <param name="kernel">Its name.</param>
    /// <param name="way">One of <see cref="KernelPoint"/>'s.</param>
    /// <exception cref="ArgumentException">It was not measured; the message lists what was.</exception>
    public KernelPoint Find(string kernel, string way) =>
        Points.FirstOrDefault(point => string.Equals(point.Kernel, kernel, StringComparison.Ordinal) && string.Equals(point.Way, way, StringComparison.Ordinal))
        ?? throw new ArgumentException($"'{kernel}' was not measured as {way}. There are: {string.Join(", ", Points.Select(point => $"{point.Kernel} as {point.Way}"))}.", nameof(kernel));

    /// <summary>How many times as fast as its scalar loop a kernel is.</summary>
    public double SpeedUp(KernelPoint point) => Find(point.Kernel, KernelPoint.Scalar).Seconds / point.Seconds;

    /// <summary>The limits of the cores that a kernel used.</summary>
    public Roof RoofOf(KernelPoint point) => Roofs.First(roof => roof.Workers == point.Workers);

    /// <summary>How much of what its cores can give at its intensity a kernel got.</summary>
    public double ShareOfRoof(KernelPoint point) => point.FlopsPerSecond / Allowed(point);

    /// <summary>Operations a second that a kernel's cores can give at its intensity.</summary>
    public double Allowed(KernelPoint point) => RoofOf(point).At(point.Intensity);

    /// <summary>How many times as fast a kernel is with SIMD on all cores as with SIMD on one: what the cores alone are worth.</summary>
    /// <param name="kernel">Its name.</param>
    public double WorthOfCores(string kernel) => Find(kernel, KernelPoint.Simd).Seconds / Find(kernel, KernelPoint.ParallelSimd).Seconds;

    /// <summary>Whether memory, rather than arithmetic, is the lower of a kernel's two limits. It may be far from either: see <see cref="ShareOfRoof"/>.</summary>
    public bool IsMemoryBound(KernelPoint point) => point.Intensity < RoofOf(point).Ridge;

    /// <inheritdoc/>
    public string ToHtml() => new Stack(this.ToFigure(), this.ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', Points.Select(point =>
        $"{point.Kernel}, {point.Way}: {Durations.Text(point.Seconds)}, {point.FlopsPerSecond / 1e9:0.##} Gflop/s, {100 * ShareOfRoof(point):0} % of its roof"));
}
