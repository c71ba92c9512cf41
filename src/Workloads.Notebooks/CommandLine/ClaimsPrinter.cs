using System.Globalization;
using Spectre.Console;
using Workloads.Notebooks.Claims;
using Workloads.Notebooks.Documents;
using Workloads.Notebooks.Runs;

namespace Workloads.Notebooks.CommandLine;

/// <summary>Prints claims with their verdicts: those of the last run, or of the notebooks that hold them, which are run for it.</summary>
internal sealed class ClaimsPrinter(ClaimsOptions options, IAnsiConsole console, TextWriter error)
{
    /// <returns>The exit code: 0, or that of the run.</returns>
    /// <exception cref="UsageException">There is no such claim, or nothing to print.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var repository = NotebookFinder.FindRepository(Directory.GetCurrentDirectory(), AppContext.BaseDirectory)
            ?? throw new UsageException("claims: there is no repository with a notebooks folder here or above.");
        var ids = options.Ids.Select(id => id.ToUpperInvariant()).Distinct(StringComparer.Ordinal).ToList();
        var last = Path.Combine(repository, "artifacts", "notebooks", Scoreboard.FileName);
        if (!options.Anew && options.Preset is null && Scoreboard.Read(last) is { } known && HasAll(known, ids))
        {
            var written = File.GetLastWriteTime(last).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            Print(known, ids,
                $"From the run that ended on {written} ({Path.GetRelativePath(Directory.GetCurrentDirectory(), last)}); --run measures anew.");
            return 0;
        }

        var targets = Holding(repository, ids);
        var runner = new Runner(
            new RunnerOptions(targets, [], options.Preset, Path.Combine(repository, "artifacts", "claims"), false,
                new RunSettings(RunnerCommand.UsualTimeout, false, false)),
            console,
            error);
        var exitCode = await runner.RunAsync(cancellationToken, withClaims: false);
        Print(runner.Claims, ids, "Measured now.");
        return exitCode;
    }

    // Without numbers, all that the last run had are enough.
    private static bool HasAll(IReadOnlyList<ScoredClaim> known, List<string> ids) =>
        known.Count > 0 && ids.TrueForAll(id => known.Any(claim => claim.Id == id && claim.Verdicts.Count > 0));

    private List<string> Holding(string repository, List<string> ids)
    {
        var finder = new NotebookFinder(repository, repository);
        var catalog = ClaimCatalog.Read(repository).ToLookup(claim => claim.Notebook ?? "", claim => claim.Id, StringComparer.Ordinal);
        var holding = Runner.Read(finder.Find([])).Documents
            .Select(document => (document.Path,
                Claims: document.Cells.Where(cell => cell.Kernel == KernelNames.CSharp)
                    .SelectMany(cell => ClaimCatalog.NamedIn(cell.Source)).Concat(catalog[finder.NameOf(document.Path)])
                        .ToHashSet(StringComparer.Ordinal)))
            .ToList();
        foreach (var id in ids.Where(id => !holding.Exists(notebook => notebook.Claims.Contains(id))))
            throw new UsageException($"claims {id}: no notebook tries such a claim; {Allowed(holding.SelectMany(notebook => notebook.Claims))}.");
        var paths = holding.Where(notebook => ids.Count == 0 ? notebook.Claims.Count > 0 : notebook.Claims.Overlaps(ids))
            .Select(notebook => notebook.Path).ToList();
        return paths.Count > 0 ? paths : throw new UsageException("claims: no notebook tries a claim.");
    }

    private static string Allowed(IEnumerable<string> ids)
    {
        var all = ids.Distinct(StringComparer.Ordinal).OrderBy(id => id[0])
            .ThenBy(id => int.Parse(id.AsSpan(1), CultureInfo.InvariantCulture)).ToList();
        return all.Count == 0 ? "there are none" : $"there are: {string.Join(", ", all)}";
    }

    private void Print(IReadOnlyList<ScoredClaim> claims, List<string> ids, string source)
    {
        var writer = console.Profile.Out.Writer;
        writer.WriteLine(source);
        foreach (var claim in claims.Where(claim => ids.Count == 0 || ids.Contains(claim.Id)))
        {
            writer.WriteLine();
            writer.WriteLine($"{claim.Id}  {claim.Text}");
            writer.WriteLine($"    document {claim.Document}, {claim.Section}{(claim.Notebook is null ? "" : Invariant($"; {claim.Notebook}, cell {claim.Cell}"))}");
            foreach (var verdict in claim.Verdicts)
            {
                string because = verdict.Reason is { Length: > 0 } reason ? $", {reason}" : "";
                writer.WriteLine($"    {verdict.Runtime}: {verdict.Words}{because}");
                foreach (var (name, figure) in verdict.Figures ?? new Dictionary<string, string>())
                    writer.WriteLine($"        {name}: {figure}");
            }

            if (claim.Why is { } why)
                writer.WriteLine($"    no verdict: {why}");
        }
    }
}
