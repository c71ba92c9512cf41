using System.Buffers;
using System.Text.RegularExpressions;
using Workloads.Notebooks.Documents;

namespace Workloads.Notebooks.CommandLine;

/// <summary>Finds the notebooks that a command line names, in order and each once.</summary>
/// <param name="workingDirectory">What relative names start from.</param>
/// <param name="repository">The repository's folder, where there is one.</param>
internal sealed class NotebookFinder(string workingDirectory, string? repository)
{
    private const string NotebooksFolder = "notebooks";

    private static readonly SearchValues<char> Wild = SearchValues.Create("*?[");

    // Folders that hold copies and outputs, never notebooks to run.
    private static readonly HashSet<string> Passed = new(StringComparer.OrdinalIgnoreCase) { "artifacts", "bin", "obj", "node_modules" };

    private readonly List<string> _problems = [];

    /// <summary>One line for each folder that could not be looked into.</summary>
    public IEnumerable<string> Problems => _problems.Distinct(StringComparer.Ordinal);

    /// <summary>The order in which the repository's notebooks are read.</summary>
    public ReadingOrder Order { get; } = ReadingOrder.Read(repository is null ? null : Path.Combine(repository, NotebooksFolder));

    private string? Root => repository is null ? null : Path.Combine(repository, NotebooksFolder);

    /// <summary>The folder that holds the repository, looked for upwards from each of the folders.</summary>
    public static string? FindRepository(params ReadOnlySpan<string> folders)
    {
        foreach (var start in folders)
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (Directory.Exists(Path.Combine(folder.FullName, NotebooksFolder))
                    && File.Exists(Path.Combine(folder.FullName, "Workloads.sln")))
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

    /// <summary>
    /// A notebook's name in outputs: its path from the notebooks folder, else from the working directory, else its folder and file.
    /// </summary>
    public string NameOf(string path)
    {
        foreach (var folder in new[] { Root, workingDirectory })
        {
            if (folder is not null && Path.GetRelativePath(folder, path) is var name && !Path.IsPathRooted(name)
                && !name.StartsWith("..", StringComparison.Ordinal))
                return name.Replace(Path.DirectorySeparatorChar, '/');
        }

        return Path.GetFileName(Path.GetDirectoryName(path)) is { Length: > 0 } parent ? $"{parent}/{Path.GetFileName(path)}"
            : Path.GetFileName(path);
    }

    /// <summary>Whether a notebook is one of the repository's, and not somebody's elsewhere.</summary>
    public bool IsOwn(string path) => Root is not null && path.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private IReadOnlyList<string> Find(string target)
    {
        var path = Path.GetFullPath(target, workingDirectory);
        if (Directory.Exists(path))
            return InFolder(path, target);
        if (target.StartsWith('-') && !File.Exists(path))
            throw new UsageException($"{target}: there is no such option; see --help.");
        if (File.Exists(path) || !target.AsSpan().ContainsAny(Wild))
            return [path]; // a file that is missing or no notebook is told by the reader
        return InGlob(path, target);
    }

    private IReadOnlyList<string> InFolder(string folder, string named)
    {
        folder = Path.TrimEndingDirectorySeparator(folder);
        var problems = _problems.Count;
        var found = Order.Sort(Ordered(folder))
            // What lies in the notebooks folder itself is imported by the notebooks in its folders.
            .Where(path => folder != Root || Path.GetDirectoryName(path) != folder)
            .ToList();
        return found.Count > 0 || _problems.Count > problems ? found
            : throw new UsageException($"{named}: there is no notebook in this folder.");
    }

    private List<string> InGlob(string path, string glob)
    {
        var full = Slashed(path);
        // What the working directory is called is no pattern.
        var literal = full.StartsWith($"{Slashed(workingDirectory)}/", StringComparison.Ordinal) ? workingDirectory.Length : 0;
        var wild = full.AsSpan(literal).IndexOfAny(Wild);
        if (wild < 0)
            return [path]; // a ".." has taken it back
        var fixedPart = full[..full.LastIndexOf('/', literal + wild)];
        var (matches, leading) = Patterns(full[..literal], full[literal..], glob);
        var problems = _problems.Count;
        var found = Directory.Exists(fixedPart)
            ? Order.Sort(Ordered(fixedPart.Length == 0 ? "/" : fixedPart, leading).Where(file => matches.IsMatch(Slashed(file)))).ToList()
            : [];
        return found.Count > 0 || _problems.Count > problems ? found : throw new UsageException($"{glob}: no notebook matches.");
    }

    private List<string> Ordered(string folder, Regex? leading = null)
    {
        try
        {
            var files = Directory.EnumerateFiles(folder)
                .Where(NotebookReader.IsNotebook)
                .Where(path => Path.GetExtension(path) != ".ipynb" || !File.Exists(Path.ChangeExtension(path, ".dib")))
                .Order(StringComparer.Ordinal);
            // As a shell's ** does, past links: one may lead back to where it stands.
            var folders = new DirectoryInfo(folder).EnumerateDirectories()
                .Where(inner => !inner.Name.StartsWith('.') && !Passed.Contains(inner.Name) && inner.LinkTarget is null)
                .Select(inner => Path.Combine(folder, inner.Name))
                .Where(inner => leading?.IsMatch(Slashed(inner)) != false)
                .Order(StringComparer.Ordinal);
            return [.. files, .. folders.SelectMany(inner => Ordered(inner, leading))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _problems.Add($"{folder}: this folder cannot be read ({e.Message.TrimEnd('.')}).".ReplaceLineEndings(" "));
            return [];
        }
    }

    private static string Slashed(string path) => path.Replace(Path.DirectorySeparatorChar, '/');

    // For files that match, and for the folders on the way to them: no other is looked into.
    private static (Regex Matches, Regex Leading) Patterns(string literal, string glob, string named)
    {
        var segments = glob.Split('/');
        var onTheWay = segments[^1].Contains("**", StringComparison.Ordinal) ? "(/.*)?" : "";
        foreach (var segment in segments[1..^1].Reverse())
            onTheWay = segment.Contains("**", StringComparison.Ordinal) ? "(/.*)?" : $"(/{ToRegex(segment)}{onTheWay})?";
        try
        {
            return (Pattern(ToRegex(glob)), Pattern(ToRegex(segments[0]) + onTheWay));
        }
        catch (RegexParseException)
        {
            throw new UsageException($"{named}: no pattern; a [ in it begins no set of characters, such as [ab] or [0-9].");
        }

        Regex Pattern(string pattern) =>
            new($@"^{Regex.Escape(literal)}{pattern}\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);
    }

    private static string ToRegex(string glob) => Regex.Escape(glob)
        .Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal)
        .Replace(@"\*\*", ".*", StringComparison.Ordinal)
        .Replace(@"\*", "[^/]*", StringComparison.Ordinal)
        .Replace(@"\?", "[^/]", StringComparison.Ordinal)
        .Replace(@"\[", "[", StringComparison.Ordinal);
}
