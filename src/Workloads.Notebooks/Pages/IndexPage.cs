using System.Globalization;
using System.Text;
using Workloads.Notebooks.Claims;
using Workloads.Notebooks.Runs;

namespace Workloads.Notebooks.Pages;

/// <summary>One notebook in the index.</summary>
/// <param name="Run">Its run.</param>
/// <param name="Url">Where its page lies, from the index.</param>
/// <param name="Summary">What its page says of it.</param>
internal sealed record IndexEntry(NotebookRun Run, string Url, PageSummary Summary);

/// <summary>The way in: all notebooks of a run in reading order, and all claims with their verdicts.</summary>
internal static class IndexPage
{
    public static string ToHtml(
        IReadOnlyList<IndexEntry> entries, IReadOnlyList<ScoredClaim> claims, IReadOnlyList<Claim> catalog,
        IReadOnlyDictionary<ScoredClaim, (string Url, Thumbnail Figure)> pictures)
    {
        var claimsOf = claims.Where(claim => claim.Notebook is not null).ToLookup(claim => claim.Notebook!, StringComparer.Ordinal);
        var titles = catalog.Where(claim => claim.Title is not null).DistinctBy(claim => claim.Document)
            .ToDictionary(claim => claim.Document, claim => claim.Title!, StringComparer.Ordinal);
        var body = new StringBuilder();
        foreach (var chapter in entries.GroupBy(Chapter, StringComparer.Ordinal))
        {
            body.Append("<section data-group>\n");
            if (chapter.Key.Length > 0)
                body.Append(CultureInfo.InvariantCulture, $"<h2>{Html.Escape(chapter.Key)}</h2>\n");
            body.Append("<ol class=\"index\">\n");
            foreach (var entry in chapter)
                body.Append(Item(entry, [.. claimsOf[entry.Run.Name]]));
            body.Append("</ol>\n</section>\n");
        }

        return Page.Document("Notebooks", "", $"""
            <body class="front">
            <a class="skip" href="#main">Skip to the notebooks</a>
            <main id="main" tabindex="-1">
            <h1>Notebooks</h1>
            <p class="lead">{Html.Escape(Totals(entries))}{(claims.Count == 0 ? "" : " <a href=\"#claims\">The documents' claims</a> with their verdicts stand below.")}</p>
            <p class="filter" hidden><label for="filter">Filter</label> <input type="search" id="filter" autocomplete="off" placeholder="A8, primes, undecided …"> <span id="found" role="status"></span></p>
            {body}{ClaimsTable.ToHtml(claims, entries.ToDictionary(entry => entry.Run.Name, entry => entry.Url, StringComparer.Ordinal), titles, pictures)}
            </main>
            </body>
            """);
    }

    private static string Item(IndexEntry entry, IReadOnlyList<ScoredClaim> claims)
    {
        var (label, words) = StatusWords.Of(entry.Run.Status);
        var problems = string.Concat(entry.Run.Problems.Select(p => $"<li>{Html.Escape(p)}</li>"));
        var title = Html.Escape(entry.Summary.Title);
        // A notebook that has not begun has no page yet.
        var link = entry.Run.Status == NotebookStatus.NotRun
            ? $"<span class=\"title\">{title}</span>"
            : $"<a class=\"title\" href=\"{Html.Escape(entry.Url)}\">{title}</a>";
        var chips = string.Concat(claims.Select(claim => ClaimsTable.Chip(claim, entry.Url)));
        return $"""
            <li class="{label}" data-filter>
            <div class="entry">{link}<span class="state">{Html.Escape(words)}</span><span class="time">{Duration.Text(entry.Run.Elapsed)}</span></div>
            {(entry.Summary.Description is null ? "" : $"<p>{Html.Escape(entry.Summary.Description)}</p>")}
            {(chips.Length == 0 ? "" : $"<p class=\"chips\">{chips}</p>")}
            {(problems.Length == 0 ? "" : $"<ul class=\"problems\">{problems}</ul>")}
            </li>

            """;
    }

    private static string Totals(IReadOnlyList<IndexEntry> entries)
    {
        var counts = entries.GroupBy(e => e.Run.Status).OrderBy(g => g.Key)
            .Select(g => Invariant($"{g.Count()} {StatusWords.Of(g.Key).Words}"));
        var total = TimeSpan.FromTicks(entries.Sum(e => e.Run.Elapsed.Ticks));
        return Invariant($"{entries.Count} {(entries.Count == 1 ? "notebook" : "notebooks")}: {string.Join(", ", counts)}, in {Duration.Text(total)}.");
    }

    private static string Chapter(IndexEntry entry) => entry.Run.Chapter ?? FolderTitle(Path.GetDirectoryName(entry.Run.Name) ?? "");

    // "1-python-then-and-now" is the first chapter, "Python then and now".
    private static string FolderTitle(string folder)
    {
        var words = folder.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').Replace('-', ' ').Trim();
        return words.Length == 0 ? folder : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
