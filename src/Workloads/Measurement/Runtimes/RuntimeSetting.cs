namespace Workloads.Measurement.Runtimes;

/// <summary>A way to run .NET, chosen by the runtime's environment switches (D6).</summary>
/// <param name="Name">Its name in tables and charts.</param>
/// <param name="Switches">Environment variables and their values; none for the runtime's own choice.</param>
public sealed record RuntimeSetting(string Name, params IReadOnlyList<(string Variable, string Value)> Switches)
{
    /// <summary>As the runtime is delivered.</summary>
    public static RuntimeSetting Default { get; } = new("default");

    /// <summary>The settings that differ in how code is compiled, the runtime's own first.</summary>
    public static IReadOnlyList<RuntimeSetting> All { get; } =
    [
        Default,
        new("no profile (TieredPGO=0)", ("DOTNET_TieredPGO", "0")),
        new("optimised at once (TieredCompilation=0)", ("DOTNET_TieredCompilation", "0")),
        new("loops optimised at once (TC_QuickJitForLoops=0)", ("DOTNET_TC_QuickJitForLoops", "0")),
        new("nothing compiled ahead (ReadyToRun=0)", ("DOTNET_ReadyToRun", "0")),
        new("never optimised (JITMinOpts=1)", ("DOTNET_JITMinOpts", "1")),
    ];

    /// <summary>The switches that a child must not inherit, so that each setting is what it says.</summary>
    internal static IReadOnlyList<string> Variables { get; } = [.. All.SelectMany(static setting => setting.Switches).Select(static one => one.Variable).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
