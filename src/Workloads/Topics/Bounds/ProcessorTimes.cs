using System.Globalization;
using System.Runtime.InteropServices;

namespace Workloads.Topics;

/// <summary>The processor time of a thread or of the process, and the time it stood in the queue for a core.</summary>
/// <param name="Cpu">Processor time, user's and system's.</param>
/// <param name="Queued">Time ready without a core; zero where the system does not tell.</param>
internal readonly partial record struct ProcessorTimes(TimeSpan Cpu, TimeSpan Queued)
{
    /// <summary>The calling thread's.</summary>
    /// <returns>Null where the system does not tell.</returns>
    public static ProcessorTimes? OfThread()
    {
        if (OperatingSystem.IsWindows())
            return GetThreadTimes(GetCurrentThread(), out _, out _, out long kernel, out long user) ? new(new(kernel + user), TimeSpan.Zero) : null;
        int clock = OperatingSystem.IsLinux() ? 3 : OperatingSystem.IsMacOS() ? 16 : -1;
        return clock > 0 && clock_gettime(clock, out TimeSpec time) == 0
            ? new(TimeSpan.FromSeconds(time.Seconds) + new TimeSpan(time.Nanoseconds / TimeSpan.NanosecondsPerTick), QueuedIn("/proc/thread-self/schedstat"))
            : null;
    }

    /// <summary>The process's, all threads together.</summary>
    public static ProcessorTimes OfProcess() => new(Environment.CpuUsage.TotalTime, QueuedInProcess());

    private static TimeSpan QueuedInProcess()
    {
        try
        {
            return OperatingSystem.IsLinux()
                ? Directory.EnumerateDirectories("/proc/self/task").Aggregate(TimeSpan.Zero, static (sum, thread) => sum + QueuedIn(Path.Combine(thread, "schedstat")))
                : TimeSpan.Zero;
        }
        catch (IOException)
        {
            return TimeSpan.Zero;
        }
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
