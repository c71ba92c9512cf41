using System.Globalization;

namespace Workloads.Topics;

/// <summary>How many threads one process should not go beyond on this machine, and what says so.</summary>
/// <param name="Threads">How many.</param>
/// <param name="Reason">Which limit it comes from.</param>
public sealed record ThreadLimit(int Threads, string Reason)
{
    /// <summary>What a waiting thread needs in memory, with a margin: stack pages, kernel stack, the runtime's own.</summary>
    private const long BytesEach = 64 << 10;

    /// <summary>Areas of memory that a thread takes: its stack, the guard below it, and the signal handler's own.</summary>
    private const int AreasEach = 4;

    /// <summary>Where the system does not tell its limits.</summary>
    private static readonly ThreadLimit Unknown = new(ManyWaits.MaxThreads, "more are not tried where the system does not tell its limits");

    /// <summary>This machine's limit. Half of what all processes share is left to the others.</summary>
    public static ThreadLimit Find() => Of(
        OperatingSystem.IsLinux() ? path => File.Exists(path) ? File.ReadAllText(path) : null : static _ => null,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    internal static ThreadLimit Of(Func<string, string?> read, long memory)
    {
        (long? Threads, string Reason)[] limits =
        [
            (Number("/proc/sys/kernel/threads-max") / 2, "kernel.threads-max"),
            (Number("/proc/sys/kernel/pid_max") / 2, "kernel.pid_max"),
            (Number("/proc/sys/vm/max_map_count") / AreasEach, "vm.max_map_count"),
            ((Number("/sys/fs/cgroup/pids.max") - (Number("/sys/fs/cgroup/pids.current") ?? 0)) / 2, "the container's pids.max"),
        ];
        var told = limits.Where(static limit => limit.Threads is not null).Append((memory / 2 / BytesEach, "memory"))
            .MinBy(static limit => limit.Item1);
        return limits.All(static limit => limit.Threads is null) ? Unknown
            : new((int)Math.Clamp(told.Item1!.Value, 1, ManyWaits.MaxWaits), told.Item2);

        long? Number(string path) =>
            long.TryParse(read(path), NumberStyles.Integer, CultureInfo.InvariantCulture, out long number) ? number : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Threads:N0} threads, by {Reason}");
}
