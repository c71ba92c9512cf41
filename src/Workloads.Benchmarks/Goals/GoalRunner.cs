using Spectre.Console;

namespace Workloads.Benchmarks.Goals;

/// <summary>Measures goals one after the other, and prints a line for each.</summary>
/// <param name="console">Where to.</param>
internal sealed class GoalRunner(IAnsiConsole console)
{
    /// <summary>Measures goals. One that is missed is measured once more, and the second measurement counts.</summary>
    /// <returns>0 when all are met, else 1: what could not be measured is not met.</returns>
    public async Task<int> RunAsync(IReadOnlyList<Goal> goals, CancellationToken cancellationToken)
    {
        var verdicts = new List<GoalVerdict>();
        foreach (Goal goal in goals)
        {
            (GoalVerdict verdict, string text) = await JudgeAsync(goal, cancellationToken);
            if (verdict == GoalVerdict.Missed)
            {
                (verdict, text) = await JudgeAsync(goal, cancellationToken);
                text += " (measured twice)";
            }

            Print(goal, verdict, text);
            verdicts.Add(verdict);
        }

        var counts = Enum.GetValues<GoalVerdict>().Select(verdict => $"{verdicts.Count(seen => seen == verdict)} {verdict}".ToLowerInvariant());
        console.WriteLine(string.Join(", ", counts));
        return verdicts.TrueForAll(verdict => verdict == GoalVerdict.Met) ? 0 : 1;
    }

    private static async Task<(GoalVerdict Verdict, string Text)> JudgeAsync(Goal goal, CancellationToken cancellationToken)
    {
        try
        {
            GoalMeasurement measurement = await goal.MeasureAsync(cancellationToken);
            GoalVerdict verdict = measurement.IsMissed ? GoalVerdict.Missed : measurement.LeftOut.Count > 0 ? GoalVerdict.Skipped : GoalVerdict.Met;
            return (verdict, Describe(measurement));
        }
        catch (GoalSkippedException skipped)
        {
            return (GoalVerdict.Skipped, skipped.Message);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return (GoalVerdict.Missed, $"not measured: {exception.Message.Split('\n', 2)[0].Trim()}");
        }
    }

    private static string Describe(GoalMeasurement measurement)
    {
        var parts = measurement.Criteria.Select(criterion => $"{criterion.Measured} [goal {criterion.Goal}{(criterion.IsMet ? "" : ", missed")}]")
            .Append(measurement.Peer)
            .Concat(measurement.LeftOut.Select(reason => $"left out: {reason}"));
        return string.Join("; ", parts.Where(part => part.Length > 0));
    }

    private void Print(Goal goal, GoalVerdict verdict, string text)
    {
        string colour = verdict switch { GoalVerdict.Met => "green", GoalVerdict.Missed => "red", _ => "yellow" };
        console.MarkupLineInterpolated($"{goal.Name,-15} [{colour}]{verdict.ToString().ToLowerInvariant(),-7}[/] {text}");
    }
}
