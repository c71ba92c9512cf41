namespace Workloads.Topics;

/// <summary>A way to run .NET, chosen by the runtime's environment switches (D6).</summary>
/// <param name="Name">Its name in tables and charts.</param>
/// <param name="Means">What it changes, in a few words.</param>
/// <param name="Switches">Environment variables and their values; none for the runtime's own choice.</param>
internal sealed record RuntimeSetting(string Name, string Means, params IReadOnlyList<(string Variable, string Value)> Switches)
{
    /// <summary>As the runtime is delivered.</summary>
    public static RuntimeSetting Default { get; } = new(".NET", "quickly first, then by profile");

    /// <summary>The settings that differ in how code is compiled, the runtime's own first.</summary>
    public static IReadOnlyList<RuntimeSetting> All { get; } =
    [
        Default,
        new("TieredPGO=0", "quickly first, no profile", ("DOTNET_TieredPGO", "0")),
        new("TC_QuickJit=0", "optimised at once, but for what is compiled ahead", ("DOTNET_TC_QuickJit", "0")),
        new("TieredCompilation=0", "optimised at once", ("DOTNET_TieredCompilation", "0")),
        new("ReadyToRun=0", "nothing compiled ahead", ("DOTNET_ReadyToRun", "0")),
        new("JITMinOpts=1", "never optimised, as for a debugger", ("DOTNET_JITMinOpts", "1")),
    ];

    /// <summary>The switches that a child must not inherit, so that each setting is what it says.</summary>
    internal static IReadOnlyList<string> Variables { get; } =
        [.. All.SelectMany(static setting => setting.Switches).Select(static one => one.Variable).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
