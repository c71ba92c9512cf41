using System.Diagnostics;
using System.Globalization;
using Workloads.Topics;

namespace Workloads.Tests;

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

    /// <summary>The processes that were started with a certain argument and have not ended.</summary>
    public static List<int> WithArgument(string argument) =>
        [.. Directory.EnumerateDirectories("/proc").Select(folder => Path.GetFileName(folder)).Where(name => char.IsAsciiDigit(name[0]))
            .Select(name => int.Parse(name, CultureInfo.InvariantCulture))
                .Where(id => Arguments(id).Contains(argument, StringComparer.Ordinal))];

    /// <summary>
    /// What each of this process's open files leads to, without the numbers of pipes and sockets; sorted. The libraries that the runtime
    /// loads stay open.
    /// </summary>
    public static IEnumerable<string> OpenFiles() =>
        Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(file => new FileInfo(file).LinkTarget?.Split('[')[0]).OfType<string>()
            .Where(target => !target.EndsWith(".dll", StringComparison.Ordinal)).Select(target => $"file {target}")
                .Order(StringComparer.Ordinal);

    /// <summary>
    /// The names of this process's threads, sorted. The runtime's thread pool, its compiler and its background collector start and end
    /// theirs as they like.
    /// </summary>
    public static IEnumerable<string> Threads() =>
        Directory.EnumerateDirectories("/proc/self/task").Select(NameOf).OfType<string>()
            .Where(name => !s_comingAndGoing.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            .Select(name => $"thread {name}").Order(StringComparer.Ordinal);

    private static readonly string[] s_comingAndGoing = [".NET TP", ".NET Tiered", ".NET BGC"];

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

    private static string? NameOf(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm")).Trim();
        }
        catch (IOException)
        {
            return null; // It has ended since.
        }
    }

    private static string[] Arguments(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Split('\0');
        }
        catch (IOException)
        {
            return []; // It has ended since.
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
