using Workloads.Benchmarks.Peers;
using Workloads.Measurement;

namespace Workloads.Benchmarks.Goals;

/// <summary>The headless runner: how soon it runs a first cell, what a cell costs, what a long notebook needs, how long all notebooks take.</summary>
internal sealed class RunnerGoal() : Goal("runner")
{
    private const int Cells = 300;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        NotebookRunnerProcess runner = NotebookRunnerProcess.Find();
        string folder = Directory.CreateTempSubdirectory("workloads-runner").FullName;
        try
        {
            RunOfMarks few = await runner.RunMarksAsync(folder, cells: 1, cancellationToken);
            RunOfMarks few2 = await runner.RunMarksAsync(folder, cells: 1, cancellationToken);
            RunOfMarks many = await runner.RunMarksAsync(folder, Cells, cancellationToken);
            TimeSpan all = await runner.RunAllAsync(folder, cancellationToken);

            double first = new[] { few.SecondsToFirstCell, few2.SecondsToFirstCell, many.SecondsToFirstCell }.Median();
            return new(
                [
                    Criterion.AtMost("start to first cell", first, 1.5, Durations.Text),
                    Criterion.AtMost("a cell's own cost", many.SecondsPerCell, 80e-3, Durations.Text),
                    Criterion.AtMost($"memory for {Cells} cells", many.PeakBytes, 600e6, Figures.Megabytes),
                    Criterion.AtMost("all notebooks, quick", all.TotalSeconds, 240, Durations.Text),
                ],
                $"an empty notebook takes {Durations.Text(few.Total.TotalSeconds)} as a whole");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
