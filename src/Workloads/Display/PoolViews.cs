using Workloads.Charts;
using Workloads.Measurement;
using Workloads.Measurement.Pools;
using Workloads.Python;

namespace Workloads.Display;

/// <summary>How the figures of the process pool are shown.</summary>
public static class PoolViews
{
    /// <summary>Each goal's figures, CPython's beside them, the bounds, and whether they are kept; goals that nothing could be measured for, too.</summary>
    /// <param name="figures">The goals' figures.</param>
    public static Table ToTable(this IEnumerable<PoolFigures> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        PoolFigures[] all = [.. figures];
        CPython? python = all.Select(goal => goal.Python).FirstOrDefault(build => build is not null);
        return Table.Of(
            "",
            all.SelectMany(Rows),
            ("goal", row => row.Goal),
            ("what", row => row.What),
            ("measured", row => row.Measured),
            ("bound", row => row.Bound),
            ("verdict", row => row.Verdict),
            (python?.Name ?? "CPython (not found)", row => row.Python)) with { Caption = MachineFacts.Current.Summary };
    }

    private static IEnumerable<Row> Rows(PoolFigures figures)
    {
        foreach (PoolCriterion criterion in figures.Criteria)
        {
            Unit unit = criterion.Unit;
            yield return new(
                figures.Goal,
                criterion.What,
                unit.Format(criterion.Value),
                $"{(criterion.IsCeiling ? "≤" : "≥")} {unit.Format(criterion.Bound)}",
                criterion.IsMet ? "met" : "missed",
                criterion.Python is { } they ? criterion.PythonUnit.Format(they) : null);
        }

        foreach (string reason in figures.LeftOut)
            yield return new(figures.Goal, $"left out: {reason}", null, null, null, null);
    }

    private sealed record Row(string Goal, string What, string? Measured, string? Bound, string? Verdict, string? Python);
}
