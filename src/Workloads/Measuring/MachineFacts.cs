using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;
using Workloads.Html;

namespace Workloads.Measuring;

/// <summary>What a measurement was made on: the machine, what of it this process may use, and how its runtime is set up.</summary>
/// <remarks>A fact that cannot be found out is null, and <see cref="Summary"/> leaves it out or says that it is unknown.</remarks>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record MachineFacts : IDisplayable
{
    private static readonly Lazy<MachineFacts> _current = new(Read);

    /// <summary>The machine and the process that this code runs on. Read once.</summary>
    public static MachineFacts Current => _current.Value;

    /// <summary>A machine of which nothing is known, such as that of rows from a file.</summary>
    public static MachineFacts Unknown { get; } = new();

    /// <summary>The processor's name.</summary>
    public string? Processor { get; init; }

    /// <summary>The processor's architecture, such as X64.</summary>
    public string? Architecture { get; init; }

    /// <summary>The cores of the machine, those of a core's hardware threads counted once.</summary>
    public int? PhysicalCores { get; init; }

    /// <summary>The hardware threads of the machine.</summary>
    public int? LogicalCores { get; init; }

    /// <summary>The hardware threads that the process's affinity mask lets it use; null when it has none or it is unknown.</summary>
    public int? AffinityCores { get; init; }

    /// <summary>The processor time that a container's quota allows, in cores; null when there is no quota.</summary>
    public double? QuotaCores { get; init; }

    /// <summary>The cores that the runtime reckons with, after affinity and quota.</summary>
    public int? UsableCores { get; init; }

    /// <summary>The machine's memory, in bytes.</summary>
    public long? Memory { get; init; }

    /// <summary>The memory that a container lets the process use, in bytes; null when there is no limit.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>The operating system's name and version.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>The runtime's name and version, such as <c>.NET 10.0.12</c>.</summary>
    public string? Runtime { get; init; }

    /// <summary>Whether the garbage collector is the server's: a heap and a thread for each core.</summary>
    public bool? ServerGc { get; init; }

    /// <summary>Whether the garbage collector marks old objects beside the running program.</summary>
    public bool? ConcurrentGc { get; init; }

    /// <summary>Whether methods are compiled quickly first and again, better, once they are called often.</summary>
    public bool? TieredCompilation { get; init; }

    /// <summary>Whether the second compilation uses what was observed in the first tier's code.</summary>
    public bool? TieredPgo { get; init; }

    /// <summary>The cores in words, such as <c>2 of 8 cores</c>.</summary>
    public string Cores
    {
        get
        {
            if (UsableCores is not { } usable)
                return LogicalCores is { } logical ? Counted(logical) : "unknown cores";
            string cores = LogicalCores > usable ? Invariant($"{usable} of {Counted(LogicalCores.Value)}") : Counted(usable);
            return QuotaCores < usable ? $"{cores} (quota {QuotaCores.Value.ToString("0.##", CultureInfo.InvariantCulture)})" : cores;
        }
    }

    /// <summary>The garbage collector in words, such as <c>workstation GC, concurrent</c>.</summary>
    public string GarbageCollector => ServerGc is not { } server
        ? "unknown GC"
        : $"{(server ? "server" : "workstation")} GC{(ConcurrentGc == true ? ", concurrent" : "")}";

    /// <summary>The JIT compiler in words, such as <c>tiered JIT with PGO</c>.</summary>
    public string Jit => TieredCompilation switch
    {
        null => "unknown JIT",
        false => "JIT without tiers",
        true => TieredPgo == true ? "tiered JIT with PGO" : "tiered JIT without PGO",
    };

    /// <summary>One line for the caption of a chart.</summary>
    public string Summary => this == Unknown
        ? "unknown machine"
        : string.Join(" · ",
            new[] { Processor ?? "unknown processor", Cores, MemoryText, OperatingSystem, Runtime, GarbageCollector }.OfType<string>());

    private string? MemoryText =>
        (MemoryLimit ?? Memory) is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB") : null;

    /// <inheritdoc/>
    public string ToHtml() => this.ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => Summary;

    private static MachineFacts Read()
    {
        MachineFacts machine = System.OperatingSystem.IsLinux() ? new LinuxFacts("/").Read()
            : System.OperatingSystem.IsWindows() ? WindowsFacts.Read()
            : System.OperatingSystem.IsMacOS() ? MacFacts.Read()
            : Unknown;
        return machine with
        {
            Architecture = RuntimeInformation.ProcessArchitecture.ToString(),
            UsableCores = Environment.ProcessorCount,
            OperatingSystem = machine.OperatingSystem ?? RuntimeInformation.OSDescription,
            Runtime = RuntimeInformation.FrameworkDescription,
            ServerGc = GCSettings.IsServerGC,
            ConcurrentGc = Setting("System.GC.Concurrent", "gcConcurrent"),
            TieredCompilation = Setting("System.Runtime.TieredCompilation", "TieredCompilation"),
            TieredPgo = Setting("System.Runtime.TieredPGO", "TieredPGO"),
        };
    }

    /// <summary>A runtime setting that is on unless the environment or the runtime's configuration turns it off.</summary>
    private static bool Setting(string configuration, string variable)
    {
        string? value = Environment.GetEnvironmentVariable($"DOTNET_{variable}")
            ?? Environment.GetEnvironmentVariable($"COMPlus_{variable}");
        if (value is not null)
            return value.Trim() is not ("0" or "00" or "0x0");
        return !AppContext.TryGetSwitch(configuration, out bool on) || on;
    }

    private static string Counted(int cores) => cores == 1 ? "1 core" : Invariant($"{cores} cores");
}
