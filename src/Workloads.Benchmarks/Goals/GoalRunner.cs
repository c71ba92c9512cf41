using Spectre.Console;

namespace Workloads.Benchmarks.Goals;

/// <summary>Measures goals one after the other, and prints a line for each.</summary>
/// <param name="console">Where to.</param>
internal sealed class GoalRunner(IAnsiConsole console)
{
    /// <summary>Measures goals. One that is missed is measured once more, and the second measurement counts.</summary>
    /// <returns>What came out for each.</returns>
    public async Task<IReadOnlyList<JudgedGoal>> RunAsync(IReadOnlyList<Goal> goals, CancellationToken cancellationToken)
    {
        var judged = new List<JudgedGoal>();
        foreach (Goal goal in goals)
        {
            JudgedGoal one = await JudgeAsync(goal, cancellationToken);
            if (one.Verdict == GoalVerdict.Missed)
            {
                one = await JudgeAsync(goal, cancellationToken);
                one = one with { Text = one.Text + " (measured twice)",
                    Reason = one.Verdict == GoalVerdict.Missed ? goal.MissedBecause : "" };
            }

            Print(one);
            judged.Add(one);
        }

        var counts = Enum.GetValues<GoalVerdict>()
            .Select(verdict => $"{judged.Count(seen => seen.Verdict == verdict)} {verdict}".ToLowerInvariant());
        console.WriteLine(string.Join(", ", counts));
        return judged;
    }

    private static async Task<JudgedGoal> JudgeAsync(Goal goal, CancellationToken cancellationToken)
    {
        try
        {
            GoalMeasurement measurement = await goal.MeasureAsync(cancellationToken);
            GoalVerdict verdict =
                measurement.IsMissed ? GoalVerdict.Missed : measurement.LeftOut.Count > 0 ? GoalVerdict.Skipped : GoalVerdict.Met;
            return new(goal.Name, verdict, Describe(measurement), measurement);
        }
        catch (GoalSkippedException skipped)
        {
            return new(goal.Name, GoalVerdict.Skipped, skipped.Message);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new(goal.Name, GoalVerdict.Missed, $"not measured: {exception.Message.Split('\n', 2)[0].Trim()}");
        }
    }

    private static string Describe(GoalMeasurement measurement)
    {
        var parts = measurement.Criteria.Select(
            criterion => $"{criterion.Measured}{Beside(criterion)} [goal {criterion.Goal}{(criterion.IsMet ? "" : ", missed")}]")
            .Append(measurement.Peer)
            .Concat(measurement.LeftOut.Select(reason => $"left out: {reason}"));
        return string.Join("; ", parts.Where(part => part.Length > 0));
    }

    /// <summary>The absolute figures that a ratio was made from.</summary>
    private static string Beside(Criterion criterion) =>
        string.Join(", ", new[] { ("ours", criterion.Ours), ("floor", criterion.Floor),
            ("peer", criterion.Peer) }.Where(figure => figure.Item2.Length > 0)
            .Select(figure => $"{figure.Item1} {figure.Item2}")) is { Length: > 0 } figures
            ? $" ({figures})" : "";

    private void Print(JudgedGoal goal)
    {
        string colour = goal.Verdict switch { GoalVerdict.Met => "green", GoalVerdict.Missed => "red", _ => "yellow" };
        console.MarkupLineInterpolated($"{goal.Name,-15} [{colour}]{goal.Verdict.ToString().ToLowerInvariant(),-7}[/] {goal.Text}");
    }
}
