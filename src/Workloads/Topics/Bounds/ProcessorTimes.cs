using System.Globalization;
using System.Runtime.InteropServices;

namespace Workloads.Topics;

/// <summary>For how long a thread has wanted a core: the time it computed, and the time it stood ready in the queue for one.</summary>
internal static partial class ProcessorTimes
{
    /// <summary>
    /// The calling thread's processor time, user's and system's, and its time in the queue where the system tells (Linux).
    /// </summary>
    /// <exception cref="PlatformNotSupportedException">The system does not tell.</exception>
    public static TimeSpan OfThread()
    {
        if (OperatingSystem.IsWindows() && GetThreadTimes(GetCurrentThread(), out _, out _, out long kernel, out long user))
            return new(kernel + user);
        int clock = OperatingSystem.IsLinux() ? 3 : OperatingSystem.IsMacOS() ? 16 : -1;
        return clock > 0 && clock_gettime(clock, out TimeSpec time) == 0
            ? TimeSpan.FromSeconds(time.Seconds) + new TimeSpan(time.Nanoseconds / TimeSpan.NanosecondsPerTick)
                + QueuedIn("/proc/thread-self/schedstat")
            : throw new PlatformNotSupportedException("This system does not tell a thread's processor time.");
    }

    /// <summary>The second number there: nanoseconds in the run queue (Linux, sched-stats).</summary>
    private static TimeSpan QueuedIn(string file)
    {
        try
        {
            return OperatingSystem.IsLinux() && File.ReadAllText(file).Split(' ') is [_, var queued, ..]
                ? new(long.Parse(queued, CultureInfo.InvariantCulture) / TimeSpan.NanosecondsPerTick)
                : TimeSpan.Zero;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A thread that has just ended, or a kernel that keeps no count.
            return TimeSpan.Zero;
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int clock_gettime(int clock, out TimeSpec time);

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint GetCurrentThread();

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetThreadTimes(nint thread, out long created, out long ended, out long kernel, out long user);
}
