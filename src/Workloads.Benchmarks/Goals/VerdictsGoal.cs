using System.Text.Json.Nodes;

namespace Workloads.Benchmarks.Goals;

/// <summary>How many claims the last run of all notebooks left undecided, as <c>artifacts/notebooks/claims.json</c> has it.</summary>
/// <param name="folder">Where that run lies; the runner's own place in this repository when left out.</param>
internal sealed class VerdictsGoal(string? folder = null) : Goal("verdicts",
    missedBecause: "each undecided one has its reason on the scoreboard; most want more cores, or a quieter machine")
{
    private const int Most = 10;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        string run = folder ?? Path.Combine(Repository.Root ?? "", "artifacts", "notebooks"), file = Path.Combine(run, "claims.json");
        if (!File.Exists(file))
            throw new GoalSkippedException("no notebook was run: dotnet run -c Release --project src/Workloads.Notebooks");
        JsonNode[] claims = [.. JsonNode.Parse(await File.ReadAllTextAsync(file, cancellationToken))!.AsArray().Select(claim => claim!)];
        if (claims.Any(claim => claim["verdicts"]!.AsArray().Count == 0))
            throw new GoalSkippedException("the last run was not one of all notebooks, or CPython or a cell was missing");

        // The executed notebooks say which preset was asked for.
        foreach (string notebook in claims.Select(claim => $"{claim["notebook"]}").Distinct(StringComparer.Ordinal))
        {
            if ((await File.ReadAllTextAsync(Path.Combine(run, Path.ChangeExtension(notebook, ".ipynb")), cancellationToken)).Contains(
                "Preset.Smoke;", StringComparison.Ordinal))
                throw new GoalSkippedException("the last run was a smoke run, which decides nothing");
        }

        string[] undecided =
            [.. claims.Where(claim => claim["verdicts"]!.AsArray().Any(verdict => $"{verdict!["verdict"]}" == "undecided"))
                .Select(claim => $"{claim["id"]}").Distinct(StringComparer.Ordinal)];
        return new(
            [Criterion.AtMost(
                $"of {claims.Select(claim => $"{claim["id"]}").Distinct(StringComparer.Ordinal).Count()} claims undecided in a runtime",
                undecided.Length, Most, Unit.Count)],
            $"the run that ended on {File.GetLastWriteTimeUtc(file):yyyy-MM-dd}{(undecided.Length == 0 ? "" : $": {string.Join(", ", undecided)}")}");
    }
}
