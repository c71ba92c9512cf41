using System.Numerics;

namespace Workloads.Network.Load;

/// <summary>
/// Counts latencies in buckets that grow with what they hold, so that every percentile from a microsecond to an hour is known to
/// better than 1 % in some kilobytes (the layout of Gil Tene's HdrHistogram). Any number of threads may record at once.
/// </summary>
public sealed class LatencyHistogram
{
    /// <summary>Each power of two is cut into so many equal buckets.</summary>
    private const int Cuts = 1 << CutBits;
    private const int CutBits = 7;

    /// <summary>Longer ones are counted as this long, in microseconds: an hour.</summary>
    private const long Longest = 3_600_000_000;

    private readonly long[] _buckets = new long[BucketOf(Longest) + 1];
    private long _count;
    private long _longest;

    /// <summary>How many were recorded.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>The longest one, exactly.</summary>
    public TimeSpan Max => TimeSpan.FromMicroseconds(Volatile.Read(ref _longest));

    /// <summary>The median.</summary>
    public TimeSpan Median => Percentile(50);

    /// <summary>Counts one latency; a negative one counts as none.</summary>
    public void Record(TimeSpan latency)
    {
        long microseconds = Math.Clamp((long)latency.TotalMicroseconds, 0, Longest);
        Interlocked.Increment(ref _buckets[BucketOf(microseconds)]);
        Interlocked.Increment(ref _count);

        long seen;
        while (microseconds > (seen = Volatile.Read(ref _longest)) && Interlocked.CompareExchange(ref _longest, microseconds, seen) != seen)
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
                return TimeSpan.FromMicroseconds(Math.Min(LastOf(bucket), Volatile.Read(ref _longest)));
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

    /// <summary>The first <see cref="Cuts"/> microseconds have a bucket each; from there on each power of two has half as many.</summary>
    private static int BucketOf(long microseconds)
    {
        int shift = Math.Max(0, BitOperations.Log2((ulong)microseconds | 1) - CutBits);
        return (shift << CutBits) + (int)(microseconds >> shift);
    }

    /// <summary>The largest number of microseconds that a bucket holds.</summary>
    private static long LastOf(int bucket)
    {
        if (bucket < 2 * Cuts)
            return bucket;
        int shift = (bucket >> CutBits) - 1;
        return ((long)(bucket - (shift << CutBits)) << shift) + (1L << shift) - 1;
    }
}
