using Workloads.Python;

namespace Workloads.Measuring;

/// <summary>Rounds that a script measures inside CPython: the object that it answers has a list of seconds for each way, by name.</summary>
internal static class ScriptTurns
{
    /// <summary>Runs the script once, and watches the machine meanwhile.</summary>
    /// <inheritdoc cref="PythonExperiment{TResult}.RunAsync"/>
    public static async Task<Turns> MeasureAsync(
        this PythonExperiment<Dictionary<string, double[]>> experiment, CPython python, object? arguments = null, CancellationToken cancellationToken = default) =>
        (await experiment.MeasureAsync(python, arguments, static took => took, cancellationToken).ConfigureAwait(false)).Turns;

    /// <summary>The same with an answer that has the times among other things.</summary>
    public static async Task<(TAnswer Answer, Turns Turns)> MeasureAsync<TAnswer>(
        this PythonExperiment<TAnswer> experiment, CPython python, object? arguments, Func<TAnswer, Dictionary<string, double[]>> times, CancellationToken cancellationToken)
    {
        var watch = MachineWatch.Start();
        TAnswer answer = await experiment.RunAsync(python, arguments, cancellationToken: cancellationToken).ConfigureAwait(false);
        Dictionary<string, double[]> took = times(answer);
        return (answer, new([.. took.Keys], [.. took.Values], watch.Stop()));
    }
}
