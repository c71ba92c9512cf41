using Spectre.Console;
using Spectre.Console.Rendering;
using Workloads.Notebooks.Runs;

namespace Workloads.Notebooks.CommandLine;

/// <summary>How long a run has taken, and how long it may take yet if it goes on as it did so far.</summary>
internal sealed class EstimateColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(Estimate(task.ElapsedTime ?? TimeSpan.Zero, task.Value / task.MaxValue));

    internal static string Estimate(TimeSpan elapsed, double done) =>
        done is > 0 and < 1 ? $"{Duration.Text(elapsed)}, about {Duration.Text(elapsed * ((1 - done) / done))} left"
            : Duration.Text(elapsed);
}
