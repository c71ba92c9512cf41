using System.Diagnostics;

namespace Workloads.Measuring;

/// <summary>Reports progress at most ten times a second, on the measuring thread, so that reporting costs a measurement nothing.</summary>
/// <param name="progress">Who wants to know; nobody when null.</param>
internal sealed class ProgressClock(IProgress<SweepProgress>? progress)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    private readonly long _start = Stopwatch.GetTimestamp();
    private long _last;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <summary>Reports, unless it did so a moment ago.</summary>
    /// <param name="done">Steps done.</param>
    /// <param name="total">Steps in all.</param>
    /// <param name="current">Names what is measured now; called only when there is a report.</param>
    /// <param name="timeLeft">Estimates the time left; likewise.</param>
    public void Report(int done, int total, Func<string> current, Func<TimeSpan?> timeLeft)
    {
        if (progress is null || (_last != 0 && done != total && Stopwatch.GetElapsedTime(_last) < _pause))
            return;
        progress.Report(new(done, total, current(), Elapsed, timeLeft()));
        _last = Stopwatch.GetTimestamp();
    }
}
