using System.Text;

namespace Workloads.Benchmarks.Goals;

/// <summary>The page of documentation with what every goal came to: <c>docs/performance.md</c>.</summary>
internal static class PerformancePage
{
    /// <summary>The command that writes it.</summary>
    public const string Command = "dotnet run -c Release --project src/Workloads.Benchmarks -- goals --write docs/performance.md";

    /// <summary>The head of its table.</summary>
    public const string Head =
        "| goal | what | measured | spread | bound | ours | bare, or C++ | CPython | |\n|---|---|---|---|---|---|---|---|---|\n";

    /// <summary>The page.</summary>
    /// <param name="goals">What came out.</param>
    /// <param name="machine">The machine that they were measured on.</param>
    /// <param name="day">When.</param>
    public static string Of(IReadOnlyList<JudgedGoal> goals, MachineFacts machine, DateOnly day)
    {
        var page = new StringBuilder("# How fast it is\n\n")
            .Append("What the library promises of its own speed, and what came out in one run. Most figures are ratios: to the least that the same can cost,\n")
            .Append("in throw-away form or in C++, or to CPython, each measured in turns. The spread is where the median lies with 95 %.\n")
            .Append("This page is written by\n\n```\n").Append(Command).Append("\n```\n\n")
            .Append(Invariant($"Measured on {day:yyyy-MM-dd}, on {Cell(machine.Summary)}.\n\n")).Append(Head);
        foreach (JudgedGoal goal in goals)
        {
            foreach (Criterion criterion in goal.Measurement?.Criteria ?? [])
                page.Append(Row(goal.Name, criterion.What.TrimEnd(','), criterion.Figure, criterion.Spread, criterion.Goal, criterion.Ours,
                    criterion.Floor, criterion.Peer, criterion.IsMet ? "met" : "**missed**"));
            if (goal.Measurement is not { Criteria.Count: > 0 })
                page.Append(Row(goal.Name, "", "", "", "", "", "", "", goal.Verdict == GoalVerdict.Missed ? "**missed**" : "skipped"));
        }

        page.Append("\n## Beside it\n\n");
        foreach (JudgedGoal goal in goals)
        {
            IEnumerable<string> beside =
                goal.Measurement is { } measured ? measured.LeftOut.Select(reason => $"left out: {reason}").Prepend(measured.Peer)
                    : [goal.Text];
            string reason = goal.Verdict != GoalVerdict.Missed ? ""
                : $"missed: {(goal.Reason.Length > 0 ? goal.Reason : "the reason is not known")}";
            if (string.Join("; ", beside.Append(reason).Where(text => text.Length > 0)) is { Length: > 0 } text)
                page.Append(Invariant($"- `{goal.Name}`: {Cell(text)}\n"));
        }

        return page.ToString();
    }

    private static string Row(string goal, params IEnumerable<string> cells) =>
        $"| `{goal}` | {string.Join(" | ", cells.Select(Cell))} |\n";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
