using Workloads.Notebooks.CommandLine;

namespace Workloads.Notebooks.Tests;

/// <summary>The notebooks of this repository.</summary>
internal static class RealNotebooks
{
    public static string Repository { get; } = NotebookFinder.FindRepository(AppContext.BaseDirectory)
        ?? throw new InvalidOperationException("The tests do not run within the repository.");

    public static string Folder { get; } = System.IO.Path.Combine(Repository, "notebooks");

    /// <summary>Every .dib, as its path below the folder, with slashes.</summary>
    public static IReadOnlyList<string> Dibs { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.dib", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static string Path(string name) => System.IO.Path.Combine(Folder, name);
}
