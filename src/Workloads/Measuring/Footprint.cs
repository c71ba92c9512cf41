using System.Globalization;

namespace Workloads.Measuring;

/// <summary>
/// What this process takes of the machine at one moment, the same for everything that waits: threads' stacks in the kernel are in it.
/// </summary>
/// <param name="Heap">Bytes of the managed heap that are in use.</param>
/// <param name="Memory">Resident pages, the tables that map them, and a kernel stack for each thread; null where Linux does not
/// tell.</param>
/// <param name="Addresses">Bytes of address space, most of which no memory stands behind; null likewise.</param>
internal readonly record struct Footprint(long Heap, long? Memory, long? Addresses)
{
    /// <summary>
    /// What Linux keeps for a thread on x86-64 and arm64 (THREAD_SIZE); it is locked in memory, and no process's resident pages count it.
    /// </summary>
    private const long KernelStack = 16 << 10;

    /// <summary>Before what is weighed: after a collection.</summary>
    public static Footprint Now() => Read(GC.GetTotalMemory(forceFullCollection: true));

    /// <summary>By how much each has grown. The system is asked first, since a collection would give pages back.</summary>
    public Footprint Grown()
    {
        Footprint now = Read(heap: 0);
        return new(Math.Max(0, GC.GetTotalMemory(forceFullCollection: true) - Heap), Difference(now.Memory, Memory),
            Difference(now.Addresses, Addresses));
    }

    private static Footprint Read(long heap)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/proc/self/smaps_rollup"))
            return new(heap, null, null);
        // Not statm: the kernel brings that up to date for each thread only now and then.
        long resident = Field("/proc/self/smaps_rollup", "Rss"), tables = Field("/proc/self/status", "VmPTE");
        return new(heap, (resident + tables) * 1024 + Field("/proc/self/status", "Threads") * KernelStack,
            Field("/proc/self/status", "VmSize") * 1024);
    }

    private static long? Difference(long? now, long? before) =>
        now is null || before is null ? null : Math.Max(0, now.Value - before.Value);

    private static long Field(string file, string name) =>
        long.Parse(File.ReadLines(file).First(line => line.StartsWith(name + ":", StringComparison.Ordinal))
            .Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
