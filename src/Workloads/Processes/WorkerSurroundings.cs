using System.Runtime.InteropServices;

namespace Workloads.Processes;

/// <summary>What <see cref="WorkerProgram"/> looks at in order to find its way.</summary>
/// <param name="Library">The library's file.</param>
/// <param name="RuntimeFolder">The folder of the running runtime's own libraries.</param>
/// <param name="Variable">Reads an environment variable.</param>
internal sealed record WorkerSurroundings(string Library, string RuntimeFolder, Func<string, string?> Variable)
{
    /// <summary>What this process sees.</summary>
    public static WorkerSurroundings Current() =>
        new(typeof(WorkerSurroundings).Assembly.Location, RuntimeEnvironment.GetRuntimeDirectory(), Environment.GetEnvironmentVariable);

    /// <summary>Where a runtime may be, the likeliest first: three folders above its libraries, <c>DOTNET_ROOT</c>, the path.</summary>
    public IEnumerable<string> Roots()
    {
        string running = Path.TrimEndingDirectorySeparator(RuntimeFolder);
        for (int level = 0; level < 3; level++)
            running = Path.GetDirectoryName(running) ?? "";

        string?[] named = [running, Variable("DOTNET_ROOT")];
        string[] path = Variable("PATH")?.Split(Path.PathSeparator) ?? [];
        return named.Concat(path.SelectMany(WithTarget)).OfType<string>().Where(folder => folder.Length > 0)
            .Distinct(StringComparer.Ordinal);
    }

    /// <summary>A folder of the path, and the folder that a link named <c>dotnet</c> in it leads to.</summary>
    private static IEnumerable<string> WithTarget(string folder)
    {
        var link = new FileInfo(Path.Combine(folder, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        if (link.Exists && link.LinkTarget is not null && link.ResolveLinkTarget(returnFinalTarget: true) is { } target)
            yield return Path.GetDirectoryName(target.FullName) ?? "";
        yield return folder;
    }
}
