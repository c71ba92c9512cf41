using MathNet.Numerics.Statistics;
using Workloads.Charts;

namespace Workloads.Benchmarks.Goals;

/// <summary>Figures in words.</summary>
internal static class Figures
{
    /// <summary>A ratio, such as <c>1.91 ×</c>.</summary>
    public static string Times(double ratio) => $"{ratio:0.00} ×";

    /// <summary>Seconds in the unit that suits them.</summary>
    public static string Time(double seconds) => Unit.Seconds.Format(seconds);

    /// <inheritdoc cref="Time(double)"/>
    public static string Time(TimeSpan time) => Time(time.TotalSeconds);

    /// <summary>Seconds as nanoseconds.</summary>
    public static string Nanoseconds(double seconds) => $"{seconds * 1e9:0.0} ns";

    /// <summary>A part as a percentage.</summary>
    public static string Percent(double part) => $"{part * 100:0.0} %";

    /// <summary>Bytes as megabytes of a million.</summary>
    public static string Megabytes(double bytes) => $"{bytes / 1e6:0} MB";

    /// <summary>Bytes as kilobytes of a thousand.</summary>
    public static string Kilobytes(double bytes) => $"{bytes / 1e3:0.0} KB";

    /// <summary>The middle one.</summary>
    public static double Median(this IEnumerable<double> values) => Statistics.Median(values);
}
