using System.Diagnostics;
using System.Globalization;

namespace Workloads.Processes;

/// <summary>How much memory a process has for itself.</summary>
internal static class ProcessMemory
{
    /// <summary>
    /// The bytes that would be free if the process ended: on Linux its private pages, since pages of the runtime's files are
    /// shared by all workers; elsewhere what the system calls private memory. 0 when the process is gone.
    /// </summary>
    public static long PrivateBytes(Process process)
    {
        try
        {
            if (OperatingSystem.IsLinux())
                return PrivatePages(process.Id);
            process.Refresh();
            return process.PrivateMemorySize64;
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static long PrivatePages(int id) => File.ReadLines(Invariant($"/proc/{id}/smaps_rollup"))
        .Where(line => line.StartsWith("Private_Clean:", StringComparison.Ordinal)
            || line.StartsWith("Private_Dirty:", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1_024);
}
