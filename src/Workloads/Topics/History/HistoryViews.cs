using Workloads.Charts;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How history is shown (C1).</summary>
public static class HistoryViews
{
    /// <summary>A lane for each milestone, from its year on.</summary>
    public static Figure ToFigure(this IEnumerable<Milestone> milestones)
    {
        Milestone[] all = [.. milestones.OrderBy(milestone => milestone.Year)];
        int until = all.Max(milestone => milestone.Year) + 1;
        return new Figure("Means of concurrency, and since when")
        {
            X = new("year") { Unit = Unit.Year, Min = all.Min(milestone => milestone.Year) - 1, Max = until },
            Series =
            [
                new Lanes("since", [.. all.Select(milestone => new LaneSpan(Lane(milestone), milestone.Year, until, $"{milestone.Release}, {milestone.Year}", milestone.Platform))])
                {
                    Order = [.. all.Select(Lane)],
                },
            ],
        };

        static string Lane(Milestone milestone) => $"{milestone.Platform}: {milestone.Name}";
    }

    /// <summary>The milestones with their sources.</summary>
    public static Table ToTable(this IEnumerable<Milestone> milestones) => Table.Of(
        "",
        milestones,
        ("year", milestone => $"{milestone.Year}"),
        ("platform", milestone => milestone.Platform),
        ("release", milestone => milestone.Release),
        ("what", milestone => milestone.Name),
        ("source", milestone => milestone.Source));
}
