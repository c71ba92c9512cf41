using Workloads.Charts;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How verdicts on bounds are shown (D1).</summary>
public static class BoundViews
{
    /// <summary>Where each workload's time went.</summary>
    /// <param name="verdicts">The verdicts.</param>
    public static Figure ToFigure(this IReadOnlyCollection<BoundVerdict> verdicts)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        string[] names = [.. verdicts.Select(static verdict => verdict.Name)];
        return new Figure("How many cores each wanted while it ran")
        {
            Subtitle = "Processor time, and time ready without a core, divided by wall time",
            X = new("workload"),
            Y = new("cores wanted") { FromZero = true },
            BarsAcross = true,
            Series = [new Bars("cores wanted", names, verdicts.Select(static verdict => verdict.CoresWanted))],
            Lines = [ReferenceLine.AtY(BoundVerdict.IoBoundUpTo, "I/O-bound"), ReferenceLine.AtY(BoundVerdict.CpuBoundFrom, "CPU-bound")],
        };
    }

    /// <summary>A CPython's times as a verdict, so that one table and one rule can hold both.</summary>
    /// <param name="bound">What it measured.</param>
    public static BoundVerdict ToVerdict(this PythonBound bound)
    {
        ArgumentNullException.ThrowIfNull(bound);
        return new(bound.Name, TimeSpan.FromSeconds(bound.Wall), TimeSpan.FromSeconds(bound.Cpu), TimeSpan.FromSeconds(bound.Queued), IsWholeProcess: true);
    }

    /// <summary>Each verdict with its numbers and its reason.</summary>
    /// <param name="verdicts">The verdicts.</param>
    public static Table ToTable(this IEnumerable<BoundVerdict> verdicts) => Table.Of(
        "",
        verdicts,
        ("workload", verdict => verdict.Name),
        ("wall time", verdict => verdict.Wall),
        ("CPU time", verdict => verdict.Cpu),
        ("cores wanted", verdict => Math.Round(verdict.CoresWanted, 2)),
        ("verdict and reason", verdict => verdict.Reason));
}
