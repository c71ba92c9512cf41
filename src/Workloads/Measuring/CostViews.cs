using Workloads.Charts;
using Workloads.Show;

namespace Workloads.Measuring;

/// <summary>How costs of starts, switches and waits are shown (B2, C10, D8, D10).</summary>
public static class CostViews
{
    /// <summary>What each operation costs, and how many times the cheapest.</summary>
    public static Table ToTable(this IEnumerable<Cost> costs)
    {
        Cost[] all = [.. costs];
        double least = all.Min(cost => cost.Median);
        return Table.Of(
            "",
            all,
            ("operation", cost => cost.Name),
            ("median", cost => cost.Median),
            ("quartiles", cost => $"{Unit.Seconds.Format(cost.LowerQuartile)} to {Unit.Seconds.Format(cost.UpperQuartile)}"),
            ("of the cheapest", cost => cost.Median / least)).In("median", Unit.Seconds, Best.Lowest).In("of the cheapest", Unit.Ratio) with { Caption = MachineFacts.Current.Summary };
    }

    /// <summary>Each operation's cost as a point with its quartiles, on a logarithmic axis.</summary>
    public static Figure ToFigure(this IEnumerable<Cost> costs, string title)
    {
        Cost[] all = [.. costs];
        return new Figure(title)
        {
            BarsAcross = true,
            Y = Axis.LogTime("time for one"),
            Caption = MachineFacts.Current.Summary,
            Series = [new Bars("median", all.Select(cost => cost.Name), all.Select(cost => cost.Median), all.Select(cost => cost.LowerQuartile), all.Select(cost => cost.UpperQuartile))],
        };
    }
}
