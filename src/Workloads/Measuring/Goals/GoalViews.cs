using Workloads.Show;

namespace Workloads.Measuring;

/// <summary>How goals are shown.</summary>
internal static class GoalViews
{
    /// <summary>
    /// A row for each figure of each goal: what was measured, its bound, whether it keeps to it, and the peer's; and a row for what was
    /// left out.
    /// </summary>
    public static Table ToTable(this GoalTable goals)
    {
        ArgumentNullException.ThrowIfNull(goals);
        return Table.Of(
            "",
            goals.Goals.SelectMany(goal => Rows(goal.Name, goal.Measurement)),
            ("goal", row => row.Goal),
            ("what", row => row.What),
            ("measured", row => row.Measured),
            ("bound", row => row.Bound),
            ("verdict", row => row.Verdict),
            ("ours", row => row.Ours),
            (goals.Python?.Name ?? "CPython (not found)", row => row.Peer)) with { Caption = goals.Machine.Summary };
    }

    private static IEnumerable<Row> Rows(string goal, GoalMeasurement measurement) =>
    [
        .. measurement.Criteria.Select(criterion => double.IsNaN(criterion.Value)
            ? new Row(goal, criterion.What, null, criterion.Goal, "not measured", Said(criterion.Ours), Said(criterion.Peer))
            : new Row(goal, criterion.What, criterion.Figure, criterion.Goal, criterion.IsMet ? "met" : "missed", Said(criterion.Ours),
                Said(criterion.Peer))),
        .. measurement.LeftOut.Select(reason => new Row(goal, $"left out: {reason}", null, null, null, null, null)),
    ];

    private static string? Said(string text) => text.Length > 0 ? text : null;

    private sealed record Row(string Goal, string What, string? Measured, string? Bound, string? Verdict, string? Ours, string? Peer);
}
