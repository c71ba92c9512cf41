namespace Workloads.Notebooks.Engine;

/// <summary>What a restore brought.</summary>
/// <param name="CompileTime">The assemblies that cells are compiled against.</param>
/// <param name="RunTime">The assemblies that run.</param>
/// <param name="NativeFolders">Folders that hold native libraries.</param>
/// <param name="Folders">The packages' own folders.</param>
/// <param name="Versions">The version of each package in the graph.</param>
/// <param name="Substituted">The packages that came in another version than was asked for.</param>
internal sealed record RestoredPackages(
    IReadOnlyList<string> CompileTime,
    IReadOnlyList<string> RunTime,
    IReadOnlyList<string> NativeFolders,
    IReadOnlyList<string> Folders,
    IReadOnlyDictionary<string, string> Versions,
    IReadOnlySet<string> Substituted)
{
    public string VersionOf(string package) => Versions.GetValueOrDefault(package, "?");
}
