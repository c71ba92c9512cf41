using System.Runtime.InteropServices;

namespace Workloads.Interpreter;

/// <summary>Sleeps as CPython's <c>time.sleep</c> does: on Linux by <c>clock_nanosleep</c>, elsewhere by .NET's own sleep.</summary>
internal static unsafe partial class PreciseSleep
{
    private const int MonotonicClock = 1;

    /// <summary>The longest sleep at a stretch: how late a thread that is told to stop may see it.</summary>
    private const long LongestMilliseconds = 20;

    /// <summary>Sleeps so many milliseconds; in stretches, so that <paramref name="stopped"/> can end it.</summary>
    public static void Sleep(long milliseconds, Func<bool> stopped)
    {
        long end = Environment.TickCount64 + milliseconds;
        for (long left = milliseconds; left > LongestMilliseconds && !stopped(); left = end - Environment.TickCount64)
            Stretch(LongestMilliseconds);
        if (!stopped())
            Stretch(Math.Clamp(milliseconds <= LongestMilliseconds ? milliseconds : end - Environment.TickCount64, 0, LongestMilliseconds));
    }

    private static void Stretch(long milliseconds)
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
        {
            Thread.Sleep((int)milliseconds);
            return;
        }

        // A signal may end it early; such a short sleep is not worth going on with.
        var time = new Timespec { Nanoseconds = (nint)(milliseconds * 1_000_000) };
        _ = clock_nanosleep(MonotonicClock, 0, &time, null);
    }

    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }

    [LibraryImport("libc")]
    private static partial int clock_nanosleep(int clock, int flags, Timespec* time, Timespec* left);
}
