using System.Globalization;

namespace Workloads.Measuring;

/// <summary>How long the runtime waits, after it compiled something for the first time, before it looks what is called often.</summary>
/// <remarks>
/// A host may have set it shorter, as the runner of the notebooks does: its programs are young, and compile something new all the time.
/// See <c>TC_CallCountingDelayMs</c> in the runtime's clrconfignames.h, and eeconfig.cpp for what is read where.
/// </remarks>
internal static class TieringDelay
{
    private const int RuntimesOwn = 100;
    private const int TimesOnOneCore = 10;

    /// <summary>The runtime's own, where nothing is set.</summary>
    public static TimeSpan Default { get; } = Read(variable: null, configured: null, Environment.ProcessorCount);

    /// <summary>This process's.</summary>
    public static TimeSpan Current { get; } = Read(
        Environment.GetEnvironmentVariable("DOTNET_TC_CallCountingDelayMs"),
        AppContext.GetData("System.Runtime.TieredCompilation.CallCountingDelayMs") as string,
        Environment.ProcessorCount);

    /// <summary>The delay that the runtime reads from its settings.</summary>
    /// <param name="variable">The environment's, in milliseconds, hexadecimal; it goes before the configuration's.</param>
    /// <param name="configured">The configuration's, in milliseconds.</param>
    /// <param name="processors">How many processors the runtime reckons with: on one the delay is ten times longer.</param>
    public static TimeSpan Read(string? variable, string? configured, int processors)
    {
        int milliseconds = int.TryParse(variable, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int set) ? set
            : int.TryParse(configured, NumberStyles.None, CultureInfo.InvariantCulture, out set) ? set
            : RuntimesOwn;
        return TimeSpan.FromMilliseconds(milliseconds) * (processors > 1 ? 1 : TimesOnOneCore);
    }
}
