using Workloads.Charts;
using Workloads.Models;

namespace Workloads.Measuring;

/// <summary>A picture of runs: which worker ran which call when.</summary>
public static class Timeline
{
    /// <summary>The figure of a run whose spans were recorded.</summary>
    /// <param name="run">The run, made with <see cref="RunOptions.RecordSpans"/>.</param>
    /// <exception cref="ArgumentException">The run has no spans.</exception>
    public static Figure Of(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Of([run]);
    }

    /// <summary>The figure of runs that are compared, on one axis that begins where each was handed its calls.</summary>
    /// <param name="runs">The runs, made with <see cref="RunOptions.RecordSpans"/>; from top to bottom.</param>
    /// <exception cref="ArgumentException">There is no run, or one has no spans.</exception>
    public static Figure Of(params IReadOnlyList<Run> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count == 0)
            throw new ArgumentException("There is no run to draw.", nameof(runs));
        if (runs.FirstOrDefault(run => run.Spans is null) is { } without)
            throw new ArgumentException(
                $"The run of '{without.Model}' has no spans: run it with {nameof(RunOptions)}.{nameof(RunOptions.RecordSpans)} on.",
                nameof(runs));

        Run first = runs[0], last = runs.MaxBy(run => run.Elapsed)!, soonest = runs.MinBy(run => run.Elapsed)!;
        return new Figure(runs.Count == 1
            ? Invariant($"{first.Model}: {first.Spans!.Count:N0} calls on {first.WorkersSeen:N0} worker{(first.WorkersSeen == 1 ? "" : "s")} in {Unit.Seconds.Format(first.Elapsed.TotalSeconds)}")
            : $"{soonest.Model} ended first, after {Unit.Seconds.Format(soonest.Elapsed.TotalSeconds)}; {last.Model} last, after {Unit.Seconds.Format(last.Elapsed.TotalSeconds)}")
        {
            Subtitle = string.Join(", ", runs.Select(run => $"{run.Calls.Workload}").Distinct()),
            X = Axis.Time("time since the run began"),
            Series = [.. runs.Select(
                (run, number) => new Lanes(runs.Count == 1 ? "calls" : run.Model.Name, [.. run.Spans!.Select((span, caller) =>
                new LaneSpan(Lane(number, span.Worker), span.Start.TotalSeconds, span.End.TotalSeconds, Invariant($"{caller}")))])
            {
                Order = [.. Enumerable.Range(0, run.WorkersSeen).Select(worker => Lane(number, worker))],
            })],
        };

        string Lane(int number, int worker) =>
            runs.Count == 1 ? Invariant($"worker {worker}")
                : Invariant($"{runs[number].Model}{(runs.Count(other => other.Model.Name == runs[number].Model.Name) > 1 ? Invariant($" {number + 1}") : "")}: {worker}");
    }
}
