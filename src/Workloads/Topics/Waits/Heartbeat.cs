using System.Diagnostics;
using Workloads.Models;

namespace Workloads.Topics;

/// <summary>
/// Beats on the event loop at a steady interval and records how late each beat was: what blocks the loop shows as lateness
/// (B8, C10).
/// </summary>
internal sealed class Heartbeat : IDisposable
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly List<TimeSpan> _beats = [];
    private readonly ITimer _timer;
    private TimeSpan? _end;

    private Heartbeat(EventLoop loop, TimeSpan interval)
    {
        Interval = interval;
        _timer = loop.Time.CreateTimer(static self => ((Heartbeat)self!).Beat(), this, interval, interval);
    }

    /// <summary>The time that should lie between two beats.</summary>
    public TimeSpan Interval { get; }

    /// <summary>When it beat, counted from its start.</summary>
    public IReadOnlyList<TimeSpan> Beats => _beats;

    /// <summary>The longest time without a beat, from the start to the end, or to now.</summary>
    public TimeSpan LongestGap => _beats.Append(_end ?? Stopwatch.GetElapsedTime(_start))
        .Zip(_beats.Prepend(TimeSpan.Zero), static (later, earlier) => later - earlier).Max();

    /// <summary>Starts one on a loop.</summary>
    /// <param name="loop">The loop that this thread runs.</param>
    /// <param name="interval">1 ms or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is shorter.</exception>
    public static Heartbeat Start(EventLoop loop, TimeSpan interval)
    {
        ArgumentNullException.ThrowIfNull(loop);
        if (interval < TimeSpan.FromMilliseconds(1))
            throw new ArgumentOutOfRangeException(nameof(interval), interval, "A heart beats at most once a millisecond.");
        return new(loop, interval);
    }

    /// <summary>Stops it.</summary>
    public void Dispose()
    {
        _end ??= Stopwatch.GetElapsedTime(_start);
        _timer.Dispose();
    }

    private void Beat() => _beats.Add(Stopwatch.GetElapsedTime(_start));
}
