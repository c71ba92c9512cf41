using Workloads.Python;

namespace Workloads.Measuring;

/// <summary>Rounds that a script measures inside CPython: the object that it answers has a list of seconds for each way, by name.</summary>
internal static class ScriptTurns
{
    /// <summary>Runs the script once, and watches the machine meanwhile.</summary>
    /// <inheritdoc cref="PythonExperiment{TResult}.RunAsync"/>
    public static async Task<Turns> MeasureAsync(
        this PythonExperiment<Dictionary<string, double[]>> experiment, CPython python, object? arguments = null, CancellationToken cancellationToken = default)
    {
        var watch = MachineWatch.Start();
        Dictionary<string, double[]> took = await experiment.RunAsync(python, arguments, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new([.. took.Keys], [.. took.Values], watch.Stop());
    }
}
