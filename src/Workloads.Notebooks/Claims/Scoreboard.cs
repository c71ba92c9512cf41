using System.Text.Json;
using System.Text.RegularExpressions;
using Workloads.Notebooks.Documents;
using Workloads.Notebooks.Runs;

namespace Workloads.Notebooks.Claims;

/// <summary>
/// All claims with what a run's notebooks have shown of them, in the documents' order. The library puts a verdict as data into the HTML
/// that
/// shows it, so that it survives every host, and whatever it is a part of.
/// </summary>
internal static partial class Scoreboard
{
    /// <summary>The file beside the index that holds it.</summary>
    public const string FileName = "claims.json";

    private const string Html = "text/html";

    /// <summary>The scoreboard of a run: an entry for each cell that shows a verdict, and for each claim that none shows.</summary>
    /// <param name="runs">The notebooks.</param>
    /// <param name="catalog">All claims that there are.</param>
    public static IReadOnlyList<ScoredClaim> Of(IReadOnlyList<NotebookRun> runs, IReadOnlyList<Claim> catalog)
    {
        var shown = runs.SelectMany(Shown).ToLookup(claim => claim.Id, StringComparer.Ordinal);
        IEnumerable<ScoredClaim> known = catalog.SelectMany(claim => shown.Contains(claim.Id) ? shown[claim.Id] : [Untried(claim, runs)]);
        return [.. known, .. shown.Where(claim => catalog.All(known => known.Id != claim.Key)).SelectMany(claim => claim)];
    }

    /// <summary>The verdicts that a notebook's cells show; where a cell shows one twice, the later.</summary>
    public static IEnumerable<ScoredClaim> Shown(NotebookRun run) => run.Cells.SelectMany(cell => cell.Outputs.Snapshot()
        .OfType<ValueOutput>()
        .SelectMany(output => output.Values.Where(value => value.MimeType == Html))
        .SelectMany(value => VerdictsIn(value.Text))
        .GroupBy(verdict => verdict.Id, StringComparer.Ordinal)
        .Select(verdicts => verdicts.Last())
        .Select(verdict => new ScoredClaim(verdict.Id, verdict.Document, verdict.Section, verdict.Text, run.Name, cell.Number,
            verdict.Verdicts, LeftOut(verdict))));

    /// <summary>The verdicts that HTML holds as data.</summary>
    public static IEnumerable<ShownVerdict> VerdictsIn(string html) =>
        VerdictData().Matches(html).Select(data => Parse(data.Groups["json"].Value)).OfType<ShownVerdict>();

    public static void Write(string path, IReadOnlyList<ScoredClaim> claims) =>
        WholeFile.Write(path, stream => JsonSerializer.Serialize(stream, claims, ClaimJson.Default.IReadOnlyListScoredClaim));

    /// <summary>Reads what an earlier run wrote; null where there is none.</summary>
    public static IReadOnlyList<ScoredClaim>? Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize(file, ClaimJson.Default.IReadOnlyListScoredClaim);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>HTML without the verdicts as data, which nobody sees.</summary>
    public static string WithoutData(string html) => VerdictData().Replace(html, "");

    private static ScoredClaim Untried(Claim claim, IReadOnlyList<NotebookRun> runs)
    {
        var (run, cell) = runs.SelectMany(
            run => run.Cells.Where(
            cell => cell.IsCode && ClaimCatalog.NamedIn(cell.Cell.Source).Contains(claim.Id, StringComparer.Ordinal)),
            (run, cell) => (run, cell))
            .FirstOrDefault();
        run ??= runs.FirstOrDefault(run => run.Name == claim.Notebook);
        var why = (run, cell) switch
        {
            (null, _) => claim.Notebook is { } notebook ? $"{notebook}, which tries it, is not in this run." : "no notebook tries it.",
            (_, { Error: { } error }) => error.Lines[0],
            (_, { Status: CellStatus.Succeeded }) => "its cell shows no verdict.",
            (_, not null) => "its cell has not run.",
            ({ Status: not NotebookStatus.Succeeded }, _) => run.Problems.FirstOrDefault() ?? $"{run.Name} has not run to its end.",
            _ => $"{run.Name} shows no verdict of it.",
        };
        return new ScoredClaim(claim.Id, claim.Document, claim.Section, claim.Text, run?.Name, cell?.Number, [], why);
    }

    private static string? LeftOut(ShownVerdict verdict) => verdict switch
    {
        { Why: { Length: > 0 } why } => why,
        { Verdicts.Count: 0 } => "its cell shows no verdict.",
        _ => null,
    };

    // Any cell may show anything under that name.
    private static ShownVerdict? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ClaimJson.Default.ShownVerdict) is { Id.Length: > 0, Verdicts: not null } verdict
                ? verdict : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("""<script type="application/json" class="workloads-verdict">(?<json>.*?)</script>""",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex VerdictData();
}
