using System.Globalization;
using System.Text;
using Workloads.Notebooks.Claims;

namespace Workloads.Notebooks.Pages;

/// <summary>
/// The documents' claims in rows, the runtimes in columns, and where they meet how it came out, linked to the cell that shows it.
/// </summary>
internal static class ClaimsTable
{
    /// <param name="claims">The claims, in the documents' order.</param>
    /// <param name="urls">Where each notebook's page lies, by the notebook's name.</param>
    /// <param name="titles">The documents' titles, by their numbers.</param>
    /// <param name="pictures">The figures behind the verdicts: each one's address and what it is of.</param>
    public static string ToHtml(
        IReadOnlyList<ScoredClaim> claims, IReadOnlyDictionary<string, string> urls, IReadOnlyDictionary<string, string> titles,
        IReadOnlyDictionary<ScoredClaim, (string Url, Thumbnail Figure)> pictures)
    {
        if (claims.Count == 0)
            return "";
        var (runtimes, others) = Columns(claims);
        var columns = runtimes.Count + (others.Count > 0 ? 1 : 0);
        var body = new StringBuilder();
        foreach (var document in claims.GroupBy(claim => claim.Document, StringComparer.Ordinal))
        {
            body.Append(CultureInfo.InvariantCulture,
                $"<tbody>\n{Band("document", columns, $"Document {document.Key}{(titles.TryGetValue(document.Key, out var title) ? $": {title}" : "")}")}</tbody>\n");
            foreach (var section in document.GroupBy(claim => claim.Section, StringComparer.Ordinal))
            {
                body.Append(CultureInfo.InvariantCulture, $"<tbody data-group>\n{Band("section", columns, section.Key)}");
                foreach (var claim in section)
                    body.Append(Row(claim, runtimes, others, claim.Notebook is { } name ? urls.GetValueOrDefault(name) : null,
                        pictures.TryGetValue(claim, out var picture) ? picture : null));
                body.Append("</tbody>\n");
            }
        }

        return $"""
            <section id="claims">
            <h2>The documents' claims</h2>
            <p class="lead">{Html.Escape(Totals(claims))}</p>
            <div class="scroll" role="region" aria-label="Claims and verdicts">
            <table class="claims">
            <thead><tr><th scope="col">No.</th><th scope="col">Figure</th><th scope="col">Claim</th>{string.Concat(runtimes.Select(runtime => $"<th scope=\"col\">{Html.Escape(runtime)}</th>"))}{(others.Count == 0 ? "" : "<th scope=\"col\">Others</th>")}</tr></thead>
            {body}</table>
            </div>
            </section>
            """;
    }

    /// <summary>The runtimes that claims were tried on, in the order in which they come.</summary>
    public static IReadOnlyList<string> Runtimes(IEnumerable<ScoredClaim> claims) =>
        [.. claims.SelectMany(claim => claim.Verdicts).Select(verdict => verdict.Runtime).Distinct(StringComparer.Ordinal)];

    // Where there are many, those that few claims were tried on share a column.
    private static (IReadOnlyList<string> Columns, IReadOnlyList<string> Others) Columns(IReadOnlyList<ScoredClaim> claims)
    {
        var runtimes = Runtimes(claims);
        if (runtimes.Count <= 4)
            return (runtimes, []);
        var tried = claims.SelectMany(claim => claim.Verdicts).CountBy(verdict => verdict.Runtime, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        var often = runtimes.ToLookup(runtime => 2 * tried[runtime] > tried.Values.Max());
        return ([.. often[true]], [.. often[false]]);
    }

    /// <summary>How many claims there are, and how each runtime's verdicts divide.</summary>
    public static string Totals(IReadOnlyList<ScoredClaim> claims)
    {
        var counts = claims.SelectMany(claim => claim.Verdicts)
            .GroupBy(verdict => verdict.Runtime, StringComparer.Ordinal)
            .Select(runtime =>
                $"{runtime.Key}: {string.Join(", ", runtime.CountBy(verdict => verdict.Words, StringComparer.Ordinal).OrderByDescending(words => words.Value).Select(words => Invariant($"{words.Key} {words.Value}")))}");
        var untried = claims.Count(claim => claim.Verdicts.Count == 0);
        return Invariant($"{claims.DistinctBy(claim => claim.Id).Count()} claims. {string.Join("; ", [.. counts, .. untried == 0 ? (string[])[] : [Invariant($"not tried {untried}")]])}.");
    }

    /// <summary>A claim's number with its verdicts, small.</summary>
    public static string Chip(ScoredClaim claim, string url)
    {
        var verdicts = claim.Verdicts.Select(verdict => verdict.Verdict).Distinct(StringComparer.Ordinal).ToList();
        var (kind, words) = verdicts switch
        {
            [] => ("untried", "not tried"),
            [var one] => (Kind(one), claim.Verdicts[0].Words),
            _ => ("mixed", string.Join(", ", claim.Verdicts.Select(verdict => $"{verdict.Runtime}: {verdict.Words}"))),
        };
        return $"<a class=\"chip {kind}\" href=\"{Address(claim, url)}\">{Html.Escape(claim.Id)} <small>{Html.Escape(words)}</small></a> ";
    }

    private static string Band(string kind, int columns, string text) =>
        Invariant($"<tr class=\"{kind}\"><th scope=\"rowgroup\" colspan=\"{Math.Max(columns, 1) + 3}\">{Html.Escape(text)}</th></tr>\n");

    private static string Address(ScoredClaim claim, string url) =>
        Html.Escape(claim.Cell is { } cell ? $"{url}#{NotebookPage.Anchor(cell)}" : url);

    private static string Row(ScoredClaim claim, IReadOnlyList<string> runtimes, IReadOnlyList<string> others, string? url,
        (string Url, Thumbnail Figure)? picture)
    {
        var cells = claim.Verdicts.Count == 0
            ? Invariant($"<td class=\"untried\" colspan=\"{Math.Max(runtimes.Count + (others.Count > 0 ? 1 : 0), 1)}\">{Html.Escape(claim.Why ?? "")}</td>")
            : string.Concat(runtimes.Select(runtime => Cell(claim.Verdicts.FirstOrDefault(verdict => verdict.Runtime == runtime))))
                + (others.Count == 0 ? "" : Together([.. claim.Verdicts.Where(verdict => others.Contains(verdict.Runtime))]));
        var number = url is null ? Html.Escape(claim.Id) : $"<a href=\"{Address(claim, url)}\">{Html.Escape(claim.Id)}</a>";
        var figure = picture is not var (source, shown) ? ""
            : Invariant($"<a href=\"{Html.Escape(url ?? "")}#{NotebookPage.Anchor(shown.Cell)}\"><img src=\"{Html.Escape(source)}\" alt=\"{Html.Escape(shown.Title.Length > 0 ? shown.Title : "Figure")}\" width=\"112\" height=\"72\" loading=\"lazy\" decoding=\"async\"></a>");
        return $"<tr data-filter id=\"{Html.Escape(claim.Id)}\"><th scope=\"row\">{number}</th><td class=\"figure\">{figure}</td><td>{Html.Escape(claim.Text)}</td>{cells}</tr>\n";
    }

    private static string Cell(RuntimeVerdict? verdict) => verdict is null
        ? "<td class=\"untried none\">–</td>"
        : $"<td class=\"{Kind(verdict.Verdict)}\" data-runtime=\"{Html.Escape(verdict.Runtime)}\"><strong>{Html.Escape(verdict.Words)}</strong>{(verdict.Reason is { Length: > 0 } reason ? $" <small>{Html.Escape(reason)}</small>" : "")}</td>";

    private static string Together(IReadOnlyList<RuntimeVerdict> verdicts) => verdicts.Count == 0
        ? "<td class=\"untried none\">–</td>"
        : $"<td><details><summary>{Html.Escape(string.Join(", ", verdicts.CountBy(verdict => verdict.Words, StringComparer.Ordinal).Select(words => Invariant($"{words.Key} {words.Value}"))))}</summary>"
            + string.Concat(verdicts.Select(
                verdict =>
                $"<p class=\"{Kind(verdict.Verdict)}\">{Html.Escape(verdict.Runtime)}: <strong>{Html.Escape(verdict.Words)}</strong> <small>{Html.Escape(verdict.Reason ?? "")}</small></p>")) + "</details></td>";

    private static string Kind(string verdict) => verdict is "holds" or "holds-not" ? verdict : "undecided";
}
