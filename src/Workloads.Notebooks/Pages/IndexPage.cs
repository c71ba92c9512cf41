using System.Text;
using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Notebooks.Runs;

namespace Workloads.Notebooks.Pages;

/// <summary>One notebook in the index.</summary>
/// <param name="Url">Where its page lies, from the index.</param>
internal sealed record IndexEntry(NotebookRun Run, string Url, PageSummary Summary);

/// <summary>The table of contents over all notebooks of a run.</summary>
internal static class IndexPage
{
    public static string ToHtml(IReadOnlyList<IndexEntry> entries)
    {
        var body = new StringBuilder();
        foreach (var folder in entries.GroupBy(e => Path.GetDirectoryName(e.Url) ?? "", StringComparer.Ordinal))
        {
            if (folder.Key.Length > 0)
                body.Append($"<h2>{Html.Escape(FolderTitle(folder.Key))}</h2>\n");
            body.Append("<ol class=\"index\">\n");
            foreach (var entry in folder)
                body.Append(Item(entry));
            body.Append("</ol>\n");
        }

        return Page.Document("Notebooks", "", $"""
            <body class="front">
            <main>
            <h1>Notebooks</h1>
            <p class="lead">{Html.Escape(Totals(entries))}</p>
            {body}
            </main>
            </body>
            """);
    }

    private static string Item(IndexEntry entry)
    {
        var (label, words) = StatusWords.Of(entry.Run.Status);
        var problems = string.Concat(entry.Run.Problems.Select(p => $"<li>{Html.Escape(p)}</li>"));
        var title = Html.Escape(entry.Summary.Title);
        // A notebook that has not begun has no page yet.
        var link = entry.Run.Status == NotebookStatus.NotRun
            ? $"<span class=\"title\">{title}</span>"
            : $"<a class=\"title\" href=\"{Html.Escape(entry.Url.Replace(" ", "%20", StringComparison.Ordinal))}\">{title}</a>";
        return $"""
            <li class="{label}">
            <div class="entry">{link}<span class="state">{Html.Escape(words)}</span><span class="time">{Duration.Text(entry.Run.Elapsed)}</span></div>
            {(entry.Summary.Description is null ? "" : $"<p>{Html.Escape(entry.Summary.Description)}</p>")}
            {(problems.Length == 0 ? "" : $"<ul class=\"problems\">{problems}</ul>")}
            </li>

            """;
    }

    private static string Totals(IReadOnlyList<IndexEntry> entries)
    {
        var counts = entries.GroupBy(e => e.Run.Status).OrderBy(g => g.Key)
            .Select(g => $"{g.Count()} {StatusWords.Of(g.Key).Words}");
        var total = TimeSpan.FromTicks(entries.Sum(e => e.Run.Elapsed.Ticks));
        return $"{entries.Count} {(entries.Count == 1 ? "notebook" : "notebooks")}: {string.Join(", ", counts)}, in {Duration.Text(total)}.";
    }

    // "1-python-then-and-now" is the first chapter, "Python then and now".
    private static string FolderTitle(string folder)
    {
        var words = folder.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').Replace('-', ' ').Trim();
        return words.Length == 0 ? folder : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
