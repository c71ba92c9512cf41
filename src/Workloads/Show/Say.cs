using Workloads.Charts;

namespace Workloads.Show;

/// <summary>Numbers as people read them, for sentences that are made from what was measured.</summary>
public static class Say
{
    /// <summary>A time: 250 ns, 12.3 ms, 1.5 s.</summary>
    /// <param name="seconds">The time in seconds.</param>
    public static string Time(double seconds) => Unit.Seconds.Format(seconds);

    /// <inheritdoc cref="Time(double)"/>
    public static string Time(TimeSpan time) => Unit.Seconds.Format(time.TotalSeconds);

    /// <summary>A ratio: 3.2×.</summary>
    public static string Ratio(double ratio) => Unit.Ratio.Format(ratio);

    /// <summary>A share of one: 0.47 is 47 %.</summary>
    public static string Percent(double share) => Unit.Percent.Format(share);

    /// <summary>A size: 512 B, 1.2 MB.</summary>
    public static string Bytes(double bytes) => Unit.Bytes.Format(bytes);

    /// <summary>A whole number with its thousands apart.</summary>
    public static string Count(long count) => count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>How two times compare: 3.2× as fast, 1.5× as slow, or as fast.</summary>
    /// <param name="seconds">The time that is spoken of, in seconds.</param>
    /// <param name="than">The time that it is compared with, in seconds.</param>
    public static string Compared(double seconds, double than)
    {
        double ratio = than / seconds;
        return !double.IsFinite(ratio) || ratio <= 0 ? "not comparable"
            : ratio is > 0.95 and < 1.05 ? "as fast"
            : ratio > 1 ? $"{Ratio(ratio)} as fast"
            : $"{Ratio(1 / ratio)} as slow";
    }
}
