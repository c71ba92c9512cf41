using System.Globalization;

namespace Workloads.Tests;

/// <summary>The processes below a process, as Linux tells them.</summary>
internal static class ProcessTree
{
    public static IReadOnlyList<int> Below(int root)
    {
        FoundPythons.Need(OperatingSystem.IsLinux(), "Only Linux tells a process's children in /proc.");
        var parents = Directory.GetDirectories("/proc").Select(folder => Path.GetFileName(folder))
            .Where(name => name.All(char.IsAsciiDigit))
            .Select(name => int.Parse(name, CultureInfo.InvariantCulture)).Select(id => (Id: id, Stat: Stat(id)))
            .Where(process => process.Stat.Length > 1)
            .ToLookup(process => int.Parse(process.Stat[1], CultureInfo.InvariantCulture), process => process.Id);
        var below = new List<int>();
        var open = new Queue<int>([root]);
        while (open.TryDequeue(out int id))
        {
            foreach (int child in parents[id])
            {
                below.Add(child);
                open.Enqueue(child);
            }
        }

        return below;
    }

    /// <summary>Waits until none of the processes runs any more; what has ended and waits to be collected does not run.</summary>
    public static async Task AssertGoneAsync(IEnumerable<int> ids)
    {
        int[] left = [.. ids];
        for (int i = 0; i < 600 && (left = [.. left.Where(id => Stat(id) is [var state, ..] && state != "Z")]).Length > 0; i++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Empty(left);
    }

    /// <summary>Waits until a process has at least so many processes below it.</summary>
    public static async Task<IReadOnlyList<int>> WhenBelowAsync(int root, int count)
    {
        while (Below(root) is var below)
        {
            if (below.Count >= count)
                return below;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        return [];
    }

    /// <summary>The fields after the name: the state, the parent's id, and more.</summary>
    private static string[] Stat(int id)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }
}
