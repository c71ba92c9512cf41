using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Workloads.Notebooks.Claims;
using Workloads.Notebooks.CommandLine;
using Workloads.Notebooks.Runs;

namespace Workloads.Notebooks.Pages;

/// <summary>
/// What stands behind a notebook: the documents' sections whose claims it tries, and the sources of the types that its cells name.
/// </summary>
internal static partial class Background
{
    /// <summary>Each repository's files by the names of their types: they are looked through once for all pages.</summary>
    private static readonly ConcurrentDictionary<string, Dictionary<string, string>> Files = new(StringComparer.Ordinal);

    private static readonly string[] Projects = ["Workloads", "Workloads.Interpreter", "Workloads.TaskQueues"];

    /// <param name="run">The notebook.</param>
    /// <param name="catalog">All claims that there are.</param>
    /// <param name="root">The way from the page to the index's folder.</param>
    /// <param name="links">Where links lead from the page.</param>
    public static string ToHtml(NotebookRun run, IReadOnlyList<Claim> catalog, string root, PageLinks links)
    {
        var sections = catalog.Where(claim => claim.Notebook == run.Name)
            .GroupBy(claim => (claim.Document, claim.Title, claim.Section))
            .Select(section =>
                Html.Escape($"Document {section.Key.Document}{(section.Key.Title is { } title ? $", {title}" : "")}: {section.Key.Section}")
                + $" ({string.Join(", ", section.Select(claim => $"<a href=\"{root}index.html#{Html.Escape(claim.Id)}\">{Html.Escape(claim.Id)}</a>"))})");
        var sources = SourcesOf(run)
            .Select(source => $"<a href=\"{Html.Escape(links.UrlOf(source.Path))}\">{Html.Escape(source.Name)}</a>");
        var rows = string.Concat(Row("From", string.Join("<br>", sections)), Row("Sources", string.Join(", ", sources)));
        return rows.Length == 0 ? "" : $"<dl class=\"background\">{rows}</dl>\n";
    }

    private static string Row(string what, string html) => html.Length == 0 ? "" : $"<dt>{what}</dt><dd>{html}</dd>";

    /// <summary>The library's files that bear the name of something in the cells; the models first.</summary>
    private static IEnumerable<(string Name, string Path)> SourcesOf(NotebookRun run)
    {
        if (NotebookFinder.FindRepository(Path.GetDirectoryName(Path.GetFullPath(run.Document.Path))!) is not { } repository)
            return [];
        var files = Files.GetOrAdd(repository, FilesOf);
        return run.Cells.Where(cell => cell.IsCode).SelectMany(cell => TypeName().Matches(cell.Cell.Source))
            .Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)
            .Where(files.ContainsKey)
            .OrderBy(name => !name.EndsWith("Model", StringComparison.Ordinal)).ThenBy(name => name, StringComparer.Ordinal)
            .Select(name => (name, files[name]));
    }

    private static Dictionary<string, string> FilesOf(string repository) =>
        Projects.Select(project => Path.Combine(repository, "src", project)).Where(Directory.Exists)
        .SelectMany(project => Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .GroupBy(file => Path.GetFileNameWithoutExtension(file)!, StringComparer.Ordinal)
        .Where(files => files.Count() == 1)
        .ToDictionary(files => files.Key, files => files.First(), StringComparer.Ordinal);

    // In comments stand words, and behind a dot members.
    [GeneratedRegex(@"//.*|(?<![.\w])(?<name>[A-Z]\w+)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex TypeName();
}
