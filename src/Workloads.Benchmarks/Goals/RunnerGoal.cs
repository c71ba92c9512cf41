using Workloads.Charts;
using Workloads.Benchmarks.Peers;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Show;

namespace Workloads.Benchmarks.Goals;

/// <summary>The headless runner: how soon it runs a first cell, what a cell costs, what a long notebook needs, how long all notebooks take.</summary>
internal sealed class RunnerGoal() : Goal("runner")
{
    private const int Cells = 300;
    private const int Starts = 3;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        NotebookRunnerProcess runner = NotebookRunnerProcess.Find();
        string folder = Directory.CreateTempSubdirectory("workloads-runner").FullName;
        try
        {
            var starts = new List<RunOfMarks>();
            for (int start = 0; start < Starts; start++)
                starts.Add(await runner.RunMarksAsync(folder, cells: 1, cancellationToken));
            RunOfMarks many = await runner.RunMarksAsync(folder, Cells, cancellationToken);
            (double all, double peak, string? failure) = await RunAllAsync(runner, folder, cancellationToken);

            return new(
                [
                    Criterion.AtMost("start to first cell", starts.Select(run => run.SecondsToFirstCell).Median(), 1.5, Unit.Seconds),
                    Criterion.AtMost("a cell's own cost", many.SecondsPerCell, 80e-3, Unit.Seconds),
                    Criterion.AtMost($"memory for {Cells} cells", many.PeakBytes, 600e6, Figures.Megabytes),
                    Criterion.AtMost("all notebooks, quick", all, 300, Unit.Seconds),
                    Criterion.AtMost("memory of all processes for all notebooks", peak, 900e6, Figures.Megabytes),
                ],
                failure ?? $"a notebook of one cell takes {Figures.Time(starts.Select(run => run.Total.TotalSeconds).Median())} as a whole");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Notebooks that fail have no figures; the others stand all the same. Memory is that of all processes together.</summary>
    private static async Task<(double Seconds, double PeakBytes, string? Failure)> RunAllAsync(NotebookRunnerProcess runner, string folder, CancellationToken cancellationToken)
    {
        try
        {
            (TimeSpan total, double peakBytes) = await runner.RunAllAsync(folder, cancellationToken);
            return (total.TotalSeconds, peakBytes, null);
        }
        catch (InvalidOperationException exception)
        {
            return (double.NaN, double.NaN, exception.Message);
        }
    }
}
