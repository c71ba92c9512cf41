using System.Text;
using Workloads.Measuring;

namespace Workloads.Benchmarks.Goals;

/// <summary>The page of documentation with what every goal came to: <c>docs/performance.md</c>.</summary>
internal static class PerformancePage
{
    /// <summary>The command that writes it.</summary>
    public const string Command = "dotnet run -c Release --project src/Workloads.Benchmarks -- goals --write docs/performance.md";

    /// <summary>The head of its table.</summary>
    public const string Head = "| goal | what | measured | at most, at least | |\n|---|---|---|---|---|\n";

    /// <summary>The page.</summary>
    /// <param name="goals">What came out.</param>
    /// <param name="machine">The machine that they were measured on.</param>
    /// <param name="day">When.</param>
    public static string Of(IReadOnlyList<JudgedGoal> goals, MachineFacts machine, DateOnly day)
    {
        var page = new StringBuilder("# How fast it is\n\n")
            .Append("What the library promises of its own speed, and what came out in one run; most are ratios to the same work elsewhere, measured in turns.\n")
            .Append("This page is written by\n\n```\n").Append(Command).Append("\n```\n\n")
            .Append(Invariant($"Measured on {day:yyyy-MM-dd}, on {Cell(machine.Summary)}.\n\n")).Append(Head);
        foreach (JudgedGoal goal in goals)
        {
            foreach (Criterion criterion in goal.Measurement?.Criteria ?? [])
                page.Append(Invariant($"| `{goal.Name}` | {Cell(criterion.What)} | {Cell(criterion.Figure)} | {Cell(criterion.Goal)} | {(criterion.IsMet ? "met" : "**missed**")} |\n"));
        }

        page.Append("\n## Beside it\n\n");
        foreach (JudgedGoal goal in goals)
        {
            var beside = goal.Measurement is { } measured ? measured.LeftOut.Select(reason => $"left out: {reason}").Prepend(measured.Peer).Where(text => text.Length > 0) : [goal.Text];
            if (string.Join("; ", beside) is { Length: > 0 } text)
                page.Append(Invariant($"- `{goal.Name}`: {Cell(text)}\n"));
        }

        return page.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
