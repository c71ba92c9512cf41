using Workloads.Show;

namespace Workloads.Measuring;

/// <summary>Measurements as notebooks run them: progress shows in the cell's output, and the notebook's stop button ends them.</summary>
public static class Live
{
    /// <summary>Measures all points of a sweep; a stopped one returns what it has.</summary>
    /// <inheritdoc cref="Sweep.RunAsync(CancellationToken)"/>
    /// <param name="sweep">The sweep.</param>
    public static async Task<SweepResult> RunLiveAsync(this Sweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        CancellationToken stopped = NotebookCancellation.Token;
        using var text = new LiveText();
        SweepResult result = await (sweep with { Progress = new ProgressText(text) }).RunAsync(stopped).ConfigureAwait(true);
        text.Finish(Invariant($"{result.Rows.Count:N0} measurements{(result.IsComplete ? "" : " before it was stopped")}"));
        return result;
    }

    /// <summary>Searches a crossover; a stopped search returns what it has.</summary>
    /// <inheritdoc cref="Crossover.FindAsync(CancellationToken)"/>
    /// <param name="crossover">The search.</param>
    public static async Task<CrossoverResult> RunLiveAsync(this Crossover crossover)
    {
        ArgumentNullException.ThrowIfNull(crossover);
        CancellationToken stopped = NotebookCancellation.Token;
        using var text = new LiveText();
        CrossoverResult result = await (crossover with { Progress = new ProgressText(text) }).FindAsync(stopped).ConfigureAwait(true);
        text.Finish(
            Invariant($"{result.Challenger}: {result.Probes.Count:N0} {(result.Probes.Count == 1 ? "size" : "sizes")} compared{(result.IsComplete ? "" : " before it was stopped")}"));
        return result;
    }

    private sealed class ProgressText(LiveText text) : IProgress<SweepProgress>
    {
        public void Report(SweepProgress value) => text.Report(value.ToString());
    }
}
