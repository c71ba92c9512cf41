using System.Text.RegularExpressions;
using Workloads.Notebooks.Documents;

namespace Workloads.Notebooks.CommandLine;

/// <summary>Finds the notebooks that a command line names, in order and each once.</summary>
/// <param name="workingDirectory">What relative names start from.</param>
/// <param name="repository">The repository's folder, where there is one.</param>
internal sealed class NotebookFinder(string workingDirectory, string? repository)
{
    private const string NotebooksFolder = "notebooks";

    // Folders that hold copies and outputs, never notebooks to run.
    private static readonly HashSet<string> Passed = new(StringComparer.OrdinalIgnoreCase) { "artifacts", "bin", "obj", "node_modules" };

    private string? Root => repository is null ? null : Path.Combine(repository, NotebooksFolder);

    /// <summary>The folder that holds the repository, looked for upwards from each of the folders.</summary>
    public static string? FindRepository(params ReadOnlySpan<string> folders)
    {
        foreach (var start in folders)
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (Directory.Exists(Path.Combine(folder.FullName, NotebooksFolder)) && File.Exists(Path.Combine(folder.FullName, "Workloads.sln")))
                    return folder.FullName;
            }
        }

        return null;
    }

    /// <exception cref="UsageException">A target is missing, or there is no notebook in it.</exception>
    public IReadOnlyList<string> Find(IReadOnlyList<string> targets)
    {
        if (targets.Count > 0)
            return [.. targets.SelectMany(Find).Distinct(StringComparer.Ordinal)];
        if (Root is null)
            throw new UsageException("There is no repository with a notebooks folder here or above; name the notebooks to run.");
        return InFolder(Root, "notebooks");
    }

    /// <summary>A notebook's name in outputs: its path from the notebooks folder, else from the working directory, else its folder and file.</summary>
    public string NameOf(string path)
    {
        foreach (var folder in new[] { Root, workingDirectory })
        {
            if (folder is not null && Path.GetRelativePath(folder, path) is var name && !Path.IsPathRooted(name) && !name.StartsWith("..", StringComparison.Ordinal))
                return name.Replace('\\', '/');
        }

        return $"{Path.GetFileName(Path.GetDirectoryName(path))}/{Path.GetFileName(path)}";
    }

    private IReadOnlyList<string> Find(string target)
    {
        var path = Path.GetFullPath(target, workingDirectory);
        if (Directory.Exists(path))
            return InFolder(path, target);
        if (target.StartsWith('-') && !File.Exists(path))
            throw new UsageException($"{target}: there is no such option; see --help.");
        if (File.Exists(path) || !target.AsSpan().ContainsAny('*', '?', '['))
            return [path]; // a file that is missing or no notebook is told by the reader
        return InGlob(target);
    }

    private IReadOnlyList<string> InFolder(string folder, string named)
    {
        folder = Path.TrimEndingDirectorySeparator(folder);
        var found = Ordered(folder)
            // What lies in the notebooks folder itself is imported by the notebooks in its folders.
            .Where(path => folder != Root || Path.GetDirectoryName(path) != folder)
            .ToList();
        return found.Count > 0 ? found : throw new UsageException($"{named}: there is no notebook in this folder.");
    }

    private List<string> InGlob(string glob)
    {
        var full = Path.GetFullPath(glob, workingDirectory).Replace('\\', '/');
        var fixedPart = full[..full.AsSpan(0, full.AsSpan().IndexOfAny('*', '?', '[')).LastIndexOf('/')];
        var pattern = new Regex(ToRegex(full), RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);
        var found = Directory.Exists(fixedPart)
            ? Ordered(fixedPart.Length == 0 ? "/" : fixedPart).Where(path => pattern.IsMatch(path.Replace('\\', '/'))).ToList()
            : [];
        return found.Count > 0 ? found : throw new UsageException($"{glob}: no notebook matches.");
    }

    private static IEnumerable<string> Ordered(string folder)
    {
        var files = Directory.EnumerateFiles(folder)
            .Where(NotebookReader.IsNotebook)
            .Where(path => Path.GetExtension(path) != ".ipynb" || !File.Exists(Path.ChangeExtension(path, ".dib")))
            .Order(StringComparer.Ordinal);
        var folders = Directory.EnumerateDirectories(folder)
            .Where(path => Path.GetFileName(path) is var name && !name.StartsWith('.') && !Passed.Contains(name))
            .Order(StringComparer.Ordinal);
        return files.Concat(folders.SelectMany(Ordered));
    }

    private static string ToRegex(string glob)
    {
        var pattern = Regex.Escape(glob)
            .Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal)
            .Replace(@"\*\*", ".*", StringComparison.Ordinal)
            .Replace(@"\*", "[^/]*", StringComparison.Ordinal)
            .Replace(@"\?", "[^/]", StringComparison.Ordinal)
            .Replace(@"\[", "[", StringComparison.Ordinal);
        return $"^{pattern}$";
    }
}
