using Workloads.Interpreter;
using Workloads.Measuring;

namespace Workloads.Tests;

public class MachineFactsTests
{
    [Fact]
    public void This_machine_is_known()
    {
        MachineFacts machine = MachineFacts.Current;

        Assert.Equal(Environment.ProcessorCount, machine.UsableCores);
        Assert.StartsWith(".NET 10.", machine.Runtime, StringComparison.Ordinal);
        Assert.True(machine.LogicalCores >= 1);
        Assert.True(machine.Memory > 1 << 27);
        Assert.DoesNotContain('\n', machine.Summary);
        Assert.Contains(machine.Runtime!, machine.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_known_is_said_and_not_thrown()
    {
        MachineFacts machine = new LinuxFacts(Path.Combine(Path.GetTempPath(), "workloads-nowhere")).Read();

        Assert.Equal(MachineFacts.Unknown, machine);
        Assert.Equal("unknown machine", machine.Summary);
        Assert.Equal(("unknown cores", "unknown GC", "unknown JIT"), (machine.Cores, machine.GarbageCollector, machine.Jit));
    }

    [Fact]
    public void Hardware_threads_of_a_core_count_once()
    {
        MachineFacts machine = Read(
            ("proc/cpuinfo", string.Join("\n\n", from package in new[] { 0, 1 } from core in new[] { 0, 4 } from thread in new[] { 0, 1 }
                select $"processor\t: {thread}\nmodel name\t: Some CPU @ 2 GHz\nphysical id\t: {package}\ncore id\t\t: {core}")),
            ("proc/meminfo", "MemTotal:       16384000 kB\nMemFree: 1 kB"),
            ("proc/self/status", "Name:\tdotnet\nCpus_allowed:\tff\nCpus_allowed_list:\t0-2,6\n"),
            ("etc/os-release", "NAME=\"Some Linux\"\nPRETTY_NAME=\"Some Linux 12 (bookworm)\"\n"));

        Assert.Equal(("Some CPU @ 2 GHz", 4, 8, 4),
            (machine.Processor, machine.PhysicalCores, machine.LogicalCores, machine.AffinityCores));
        Assert.Equal((16_384_000L * 1024, "Some Linux 12 (bookworm)"), (machine.Memory, machine.OperatingSystem));
        Assert.Equal((null, null), (machine.QuotaCores, machine.MemoryLimit));
    }

    [Fact]
    public void The_tightest_quota_on_the_way_up_counts_in_the_unified_hierarchy()
    {
        MachineFacts machine = Read(
            ("proc/self/cgroup", "0::/a/b"),
            ("sys/fs/cgroup/a/b/cpu.max", "max 100000"),
            ("sys/fs/cgroup/a/cpu.max", "150000 100000"),
            ("sys/fs/cgroup/cpu.max", "400000 100000"),
            ("sys/fs/cgroup/a/memory.max", "1073741824"),
            ("sys/fs/cgroup/memory.max", "max"));

        Assert.Equal((1.5, 1L << 30), (machine.QuotaCores, machine.MemoryLimit));
    }

    [Fact]
    public void A_quota_counts_in_the_split_hierarchies_even_where_a_container_sees_the_root_alone()
    {
        MachineFacts machine = Read(
            ("proc/self/cgroup", "12:memory:/docker/1\n3:cpu,cpuacct:/docker/1\n0::/"),
            ("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "50000"),
            ("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000"),
            ("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712"));

        Assert.Equal((0.5, null), (machine.QuotaCores, machine.MemoryLimit));
    }

    [Theory]
    [InlineData("0", 1)]
    [InlineData("0-3,6\n", 5)]
    [InlineData("", null)]
    [InlineData("3-1", null)]
    [InlineData("all", null)]
    public void Processor_lists_are_counted(string list, int? count) => Assert.Equal(count, LinuxFacts.CountList(list));

    [Fact]
    public void The_summary_says_how_much_of_the_machine_may_be_used()
    {
        var machine = new MachineFacts
        {
            Processor = "Some CPU",
            LogicalCores = 8,
            UsableCores = 2,
            QuotaCores = 1.5,
            Memory = 16L << 30,
            MemoryLimit = 4L << 30,
            OperatingSystem = "Some Linux",
            Runtime = ".NET 10.0.12",
            ServerGc = false,
            ConcurrentGc = true,
        };

        Assert.Equal("Some CPU · 2 of 8 cores (quota 1.5) · 4.3 GB · Some Linux · .NET 10.0.12 · workstation GC, concurrent",
            machine.Summary);
    }

    private static MachineFacts Read(params (string Path, string Text)[] files)
    {
        string root = Directory.CreateTempSubdirectory("workloads-machine").FullName;
        try
        {
            foreach ((string path, string text) in files)
            {
                string file = Path.Combine(root, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, text);
            }

            return new LinuxFacts(root).Read();
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
