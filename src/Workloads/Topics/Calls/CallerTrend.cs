using Workloads.Charts;
using Workloads.Measuring;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>What a call of a model costs among few and among many: a price for each run shrinks with their number, one for each call stays.</summary>
/// <param name="Fewest">The point with the fewest callers.</param>
/// <param name="Most">The point with the most.</param>
public sealed record CallerTrend(TimingSummary Fewest, TimingSummary Most)
{
    /// <summary>How much of its model's price counts as the same: a price that changes by less is one for each call.</summary>
    private const double Same = 2;

    /// <summary>The price of a call among the most callers, as a multiple of its price among the fewest.</summary>
    public double Change => Most.TimePerCall / Fewest.TimePerCall;

    /// <summary>Whether the price is about the same among few and many: within a factor of 2.</summary>
    public bool IsSteady => Change is > 1 / Same and < Same;

    /// <summary>A trend for each model and runtime that was measured with several numbers of callers; of several sizes the largest counts.</summary>
    /// <param name="result">The sweep.</param>
    public static IReadOnlyList<CallerTrend> Of(SweepResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return
        [
            .. from point in result.Summaries
               group point by (point.Runtime, point.Model, point.Workload) into model
               let size = model.Max(point => point.Size)
               let curve = model.Where(point => point.Size == size).OrderBy(point => point.Callers).ToList()
               where curve.Count > 1
               select new CallerTrend(curve[0], curve[^1]),
        ];
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Most.Model} {Unit.Seconds.Format(Fewest.TimePerCall)} → {Unit.Seconds.Format(Most.TimePerCall)}";
}

/// <summary>How trends are shown.</summary>
public static class CallerTrends
{
    /// <summary>Each model's price of a call among few and among many callers, and what follows from it.</summary>
    public static Table ToTable(this IEnumerable<CallerTrend> trends) => Table.Of(
        "",
        trends,
        ("model", trend => trend.Most.Model),
        ("fewest", trend => trend.Fewest.Callers),
        ("a call among them", trend => trend.Fewest.TimePerCall),
        ("most", trend => trend.Most.Callers),
        ("a call among these", trend => trend.Most.TimePerCall),
        ("so the price is", trend => trend.IsSteady ? "one for each call" : trend.Change < 1 ? "shared by the calls of a run" : "higher among many"))
        .In("a call among them", Unit.Seconds).In("a call among these", Unit.Seconds) with { Caption = MachineFacts.Current.Summary };
}
