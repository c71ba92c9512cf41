using System.Numerics;

namespace Workloads.Processes;

/// <summary>
/// Counts latencies in buckets that grow with what they hold, so that every percentile from 26 µs to an hour is known to
/// better than 1 %, and a shorter one to 0.1 µs, in some kilobytes (the layout of Gil Tene's HdrHistogram). Any number of threads may
/// record at once.
/// </summary>
internal sealed class LatencyHistogram
{
    /// <summary>Each power of two is cut into so many equal buckets.</summary>
    private const int Cuts = 1 << CutBits;
    private const int CutBits = 7;

    /// <summary>Longer ones are counted as this long, in ticks: an hour.</summary>
    private const long Longest = TimeSpan.TicksPerHour;

    private readonly long[] _buckets = new long[BucketOf(Longest) + 1];
    private long _count;
    private long _longest;

    /// <summary>How many were recorded.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>The longest one, exactly.</summary>
    public TimeSpan Max => TimeSpan.FromTicks(Volatile.Read(ref _longest));

    /// <summary>The median.</summary>
    public TimeSpan Median => Percentile(50);

    /// <summary>Counts one latency; a negative one counts as none.</summary>
    public void Record(TimeSpan latency)
    {
        long ticks = Math.Clamp(latency.Ticks, 0, Longest);
        Interlocked.Increment(ref _buckets[BucketOf(ticks)]);
        Interlocked.Increment(ref _count);

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
        long wanted = Math.Max(1, (long)Math.Ceiling(percent / 100 * Count)), seen = 0;
        for (int bucket = 0; bucket < _buckets.Length; bucket++)
        {
            seen += Volatile.Read(ref _buckets[bucket]);
            if (seen >= wanted)
                return TimeSpan.FromTicks(Math.Min(LastOf(bucket), Volatile.Read(ref _longest)));
        }

        return Max;
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

    /// <summary>
    /// The first 2 × <see cref="Cuts"/> ticks have a bucket each; from there on each power of two has <see cref="Cuts"/>.
    /// </summary>
    private static int BucketOf(long ticks)
    {
        int shift = Math.Max(0, BitOperations.Log2((ulong)ticks | 1) - CutBits);
        return (shift << CutBits) + (int)(ticks >> shift);
    }

    /// <summary>The largest number of ticks that a bucket holds.</summary>
    private static long LastOf(int bucket)
    {
        if (bucket < 2 * Cuts)
            return bucket;
        int shift = (bucket >> CutBits) - 1;
        return ((long)(bucket - (shift << CutBits)) << shift) + (1L << shift) - 1;
    }
}
