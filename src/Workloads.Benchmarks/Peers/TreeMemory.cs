using System.Globalization;

namespace Workloads.Benchmarks.Peers;

/// <summary>The memory of a process and of all that it has started, as Linux tells it.</summary>
internal static class TreeMemory
{
    /// <summary>
    /// What a process and its descendants have in memory together, in bytes, pages that they share counted once; NaN on other systems.
    /// </summary>
    /// <param name="root">The process.</param>
    public static double Of(int root)
    {
        if (!OperatingSystem.IsLinux())
            return double.NaN;
        ILookup<int, int> children = Directory.EnumerateDirectories("/proc")
            .Select(folder => (Parent: ParentOf(folder), Name: Path.GetFileName(folder)))
            .Where(process => process.Parent is not null)
            .ToLookup(process => process.Parent!.Value, process => Number(process.Name));
        long bytes = 0;
        var next = new Queue<int>([root]);
        while (next.TryDequeue(out int id))
        {
            bytes += ShareOf(id);
            foreach (int child in children[id])
                next.Enqueue(child);
        }

        return bytes;
    }

    /// <summary>"id (name) state parent …", where the name may hold anything.</summary>
    private static int? ParentOf(string folder) =>
        Read(Path.Combine(folder, "stat")) is { } stat
            && int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? Number(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1])
            : null;

    /// <summary>"Pss:  1234 kB": what a process has for itself, and its share of what it shares.</summary>
    private static long ShareOf(int id) =>
        Read(Invariant($"/proc/{id}/smaps_rollup"))?.Split('\n')
            .FirstOrDefault(line => line.StartsWith("Pss:", StringComparison.Ordinal)) is { } share
            ? 1_024L * Number(share.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])
            : 0;

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // it is gone, or is no process
        }
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
