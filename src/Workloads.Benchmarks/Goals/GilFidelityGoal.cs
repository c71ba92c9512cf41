using Workloads.Display;
using Workloads.Python;

namespace Workloads.Benchmarks.Goals;

/// <summary>The model's lock behaves as CPython's: the two measured in turns.</summary>
internal sealed class GilFidelityGoal() : Goal("gil-fidelity")
{
    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        CPythons found = await CPythons.FindAsync(cancellationToken);
        CPython python = found.Of(3, 12) ?? found.Builds.LastOrDefault(build => build.Gil == GilState.On)
            ?? throw new GoalSkippedException("no CPython with a GIL is here");
        GilComparison comparison = await GilComparison.MeasureAsync(python, full: true, cancellationToken);
        return new(
            [.. comparison.Rows.Select(row => Criterion.AtMost($"{row.What} off by", Math.Abs(row.Ratio - 1), row.What == GilComparison.FourThreads ? 0.10 : 0.05, Figures.Percent))],
            string.Join(", ", comparison.Rows.Select(row => $"{row.What} {row.Model:0.00} and {python.Name} {row.Python:0.00}")));
    }
}
