using Workloads.Charts;
using Workloads.Models;

namespace Workloads.Measuring;

/// <summary>A picture of a run: which worker ran which call when.</summary>
public static class Timeline
{
    /// <summary>The figure of a run whose spans were recorded.</summary>
    /// <param name="run">The run, made with <see cref="RunOptions.RecordSpans"/>.</param>
    /// <exception cref="ArgumentException">The run has no spans.</exception>
    public static Figure Of(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Spans is not { } spans)
            throw new ArgumentException($"The run has no spans: run it with {nameof(RunOptions)}.{nameof(RunOptions.RecordSpans)} on.", nameof(run));

        return new Figure($"{run.Model}: {spans.Count:N0} calls on {run.WorkersSeen:N0} worker{(run.WorkersSeen == 1 ? "" : "s")}")
        {
            Subtitle = $"{run.Calls.Workload}, {Unit.Seconds.Format(run.Elapsed.TotalSeconds)} in all",
            X = Axis.Time("time since the run began"),
            Series =
            [
                new Lanes("calls", [.. spans.Select((span, caller) => new LaneSpan($"worker {span.Worker}", span.Start.TotalSeconds, span.End.TotalSeconds, $"{caller}"))])
                {
                    Order = [.. Enumerable.Range(0, run.WorkersSeen).Select(worker => $"worker {worker}")],
                },
            ],
        };
    }
}
