using System.Globalization;

namespace Workloads.Measuring;

/// <summary>A machine as Linux tells it in files: procfs, sysfs and control groups of either version.</summary>
/// <param name="root">The folder that the paths start from: <c>/</c>, or a copy of such files.</param>
internal sealed class LinuxFacts(string root)
{
    public MachineFacts Read()
    {
        List<Dictionary<string, string>> processors = ReadProcessors();
        string[] status = Lines("proc/self/status");
        return new()
        {
            Processor = processors.Select(processor => FirstOf(processor, "model name", "Model", "cpu model", "Processor"))
                .FirstOrDefault(name => name is not null),
            PhysicalCores = CountCores(processors),
            LogicalCores = CountList(Text("sys/devices/system/cpu/online")) ?? (processors.Count > 0 ? processors.Count : null),
            AffinityCores = CountList(Field(status, "Cpus_allowed_list")),
            QuotaCores = ReadQuota(),
            Memory = Kilobytes(Field(Lines("proc/meminfo"), "MemTotal")),
            MemoryLimit = ReadMemoryLimit(),
            OperatingSystem = Lines("etc/os-release").Select(line => line.Split('=', 2))
                .FirstOrDefault(pair => pair is ["PRETTY_NAME", _])?[1].Trim('"'),
        };
    }

    /// <summary>How many numbers a list such as <c>0-3,6</c> holds; null when it is none.</summary>
    internal static int? CountList(string? list)
    {
        if (string.IsNullOrWhiteSpace(list))
            return null;
        int count = 0;
        foreach (string range in list.Trim().Split(','))
        {
            string[] ends = range.Split('-', 2);
            if (!int.TryParse(ends[0], CultureInfo.InvariantCulture, out int first)
                || !int.TryParse(ends[^1], CultureInfo.InvariantCulture, out int last) || last < first)
                return null;
            count += last - first + 1;
        }

        return count;
    }

    private List<Dictionary<string, string>> ReadProcessors()
    {
        var processors = new List<Dictionary<string, string>>();
        foreach (string line in Lines("proc/cpuinfo"))
        {
            string[] pair = line.Split(':', 2);
            if (pair.Length != 2)
                continue;
            string key = pair[0].Trim();
            if (key == "processor")
                processors.Add([]);
            if (processors.Count > 0)
                processors[^1][key] = pair[1].Trim();
        }

        return processors;
    }

    /// <summary>Hardware threads of one core share its package's and its own number; some processors tell neither.</summary>
    private static int? CountCores(List<Dictionary<string, string>> processors)
    {
        if (processors.Count == 0 || processors.Exists(processor => !processor.ContainsKey("core id")))
            return null;
        return processors.Select(processor => (processor.GetValueOrDefault("physical id"), processor["core id"])).Distinct().Count();
    }

    /// <summary>The tightest quota on the way from the process's control group up to the root, in cores.</summary>
    private double? ReadQuota()
    {
        IEnumerable<double?> unified = Folders("").Select(folder => Quota(Text($"{folder}/cpu.max")?.Split(' ')));
        IEnumerable<double?> split =
            Folders("cpu").Select(folder => Quota([Text($"{folder}/cpu.cfs_quota_us"), Text($"{folder}/cpu.cfs_period_us")]));
        return unified.Concat(split).Min();

        static double? Quota(string?[]? parts) =>
            parts is [var quota, var period] && Number(quota) is > 0 and var time && Number(period) is > 0 and var each ? time / each
                : null;
    }

    private long? ReadMemoryLimit()
    {
        // Where there is no limit, version 2 says max, and version 1 says almost 2^63.
        IEnumerable<double?> limits = Folders("").Select(folder => Number(Text($"{folder}/memory.max")))
            .Concat(Folders("memory").Select(folder => Number(Text($"{folder}/memory.limit_in_bytes"))));
        return limits.Min() is { } limit and < 1L << 60 ? (long)limit : null;
    }

    /// <summary>The folders of the process's control group and those above it; what a container sees may be the root alone.</summary>
    /// <param name="controller">A controller of version 1; empty for version 2.</param>
    private IEnumerable<string> Folders(string controller)
    {
        foreach (string[] group in Lines("proc/self/cgroup").Select(line => line.Split(':', 3)))
        {
            if (group.Length != 3 || !group[1].Split(',').Contains(controller))
                continue;
            string mount = controller.Length == 0 ? "sys/fs/cgroup" : $"sys/fs/cgroup/{controller}";
            for (string path = group[2].TrimEnd('/'); path.Length > 0; path = path[..Math.Max(path.LastIndexOf('/'), 0)])
                yield return mount + path;
            yield return mount;
        }
    }

    private string[] Lines(string path) => Text(path)?.Split('\n') ?? [];

    private string? Text(string path)
    {
        try
        {
            return File.ReadAllText(Path.Combine(root, path)).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Field(string[] lines, string key) =>
        lines.FirstOrDefault(line => line.StartsWith($"{key}:", StringComparison.Ordinal))?[(key.Length + 1)..].Trim();

    private static string? FirstOf(Dictionary<string, string> facts, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            if (facts.TryGetValue(key, out string? fact) && fact.Length > 0)
                return fact;
        }

        return null;
    }

    private static long? Kilobytes(string? text) => Number(text?.Split(' ')[0]) is { } kilobytes ? (long)kilobytes * 1024 : null;

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}
