using System.Diagnostics;
using System.Globalization;

namespace Workloads.Tests.Processes;

/// <summary>What the system knows about processes; Linux only.</summary>
internal static class ProcessTable
{
    public static void SkipWhereMissing()
    {
        if (!OperatingSystem.IsLinux())
            Required.Skip("Looking at other processes needs Linux's /proc.");
    }

    /// <summary>The children of a process, those included that have ended and were not waited for.</summary>
    public static List<int> ChildrenOf(int parent) =>
        [.. Directory.EnumerateDirectories("/proc").Select(folder => Path.GetFileName(folder)).Where(name => char.IsAsciiDigit(name[0]))
            .Select(name => int.Parse(name, CultureInfo.InvariantCulture)).Where(id => ParentOf(id) == parent)];

    public static int OpenFiles() => Directory.EnumerateFileSystemEntries("/proc/self/fd").Count();

    public static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // It ended by itself.
        }
    }

    private static int ParentOf(int id) => State(id) is { } state ? int.Parse(state[1], CultureInfo.InvariantCulture) : -1;

    /// <summary>State and parent, which follow the program's name in brackets.</summary>
    private static string[]? State(int id)
    {
        try
        {
            string line = File.ReadAllText($"/proc/{id}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
