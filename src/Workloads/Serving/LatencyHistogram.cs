using HdrHistogram;

namespace Workloads.Processes;

/// <summary>
/// Counts latencies, so that every percentile from 26 µs to an hour is known to better than 1 %, and a shorter one to 0.1 µs, in some
/// kilobytes. Any number of threads may record at once.
/// </summary>
internal sealed class LatencyHistogram
{
    /// <summary>Longer ones are counted as this long, in ticks: an hour.</summary>
    private const long Longest = TimeSpan.TicksPerHour;

    private const int SignificantDigits = 2;

    private readonly LongConcurrentHistogram _counts = new(lowestTrackableValue: 1, Longest, SignificantDigits);
    private long _longest;

    /// <summary>How many were recorded.</summary>
    public long Count => _counts.TotalCount;

    /// <summary>The longest one, exactly.</summary>
    public TimeSpan Max => TimeSpan.FromTicks(Volatile.Read(ref _longest));

    /// <summary>The median.</summary>
    public TimeSpan Median => Percentile(50);

    /// <summary>Counts one latency; a negative one counts as none.</summary>
    public void Record(TimeSpan latency)
    {
        long ticks = Math.Clamp(latency.Ticks, 0, Longest);
        _counts.RecordValue(ticks);

        long seen;
        while (ticks > (seen = Volatile.Read(ref _longest)) && Interlocked.CompareExchange(ref _longest, ticks, seen) != seen)
        {
        }
    }

    /// <summary>The latency that this share of all stays within.</summary>
    /// <param name="percent">From 0 to 100.</param>
    /// <returns>Too long by less than 1 %; zero when nothing was recorded.</returns>
    public TimeSpan Percentile(double percent)
    {
        if (percent is not (>= 0 and <= 100))
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentile lies from 0 to 100.");
        if (Count is var count && count == 0)
            return TimeSpan.Zero;

        // The library rounds the number of latencies that are within; a percentile holds no fewer than its share.
        double whole = Math.Ceiling(percent / 100 * count) / count * 100;
        return TimeSpan.FromTicks(Math.Min(_counts.GetValueAtPercentile(whole), Volatile.Read(ref _longest)));
    }

    /// <summary>
    /// The curve to be drawn: percentiles that come closer to 100 % in steps, as far as there are latencies to tell them apart.
    /// </summary>
    public IReadOnlyList<(double Percent, TimeSpan Latency)> Curve()
    {
        var points = new List<(double, TimeSpan)>();
        for (double left = 100; left * Count >= 100; left /= Math.Pow(10, 0.125))
            points.Add((100 - left, Percentile(100 - left)));
        points.Add((100, Max));
        return points;
    }
}
