using System.Globalization;

namespace Workloads.Benchmarks.Peers;

/// <summary>The memory of a process and of all that it has started, as Linux tells it.</summary>
internal static class TreeMemory
{
    /// <summary>The working sets of a process and its descendants together, in bytes; NaN on other systems.</summary>
    /// <param name="root">The process.</param>
    public static double WorkingSet(int root)
    {
        if (!OperatingSystem.IsLinux())
            return double.NaN;
        ILookup<int, (int Id, long Bytes)> children = Directory.EnumerateDirectories("/proc").Select(Read).OfType<(int Parent, int Id, long Bytes)>().ToLookup(process => process.Parent, process => (process.Id, process.Bytes));
        long bytes = Read($"/proc/{root}")?.Bytes ?? 0;
        var next = new Queue<int>([root]);
        while (next.TryDequeue(out int parent))
        {
            foreach ((int id, long own) in children[parent])
            {
                bytes += own;
                next.Enqueue(id);
            }
        }

        return bytes;
    }

    /// <summary>"id (name) state parent … resident …": the name may hold anything; the 24th field counts pages.</summary>
    private static (int Parent, int Id, long Bytes)? Read(string folder)
    {
        try
        {
            string stat = File.ReadAllText(Path.Combine(folder, "stat"));
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (Number(fields[1]), Number(Path.GetFileName(folder)), (long)Number(fields[21]) * Environment.SystemPageSize);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            return null; // it is gone, or is no process
        }

        static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
