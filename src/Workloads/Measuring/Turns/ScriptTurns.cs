using System.Diagnostics;
using Workloads.Python;

namespace Workloads.Measuring;

/// <summary>Rounds that a script of CPython measures: what each way took, by the ways' names.</summary>
internal static class ScriptTurns
{
    /// <summary>Runs the script, and watches the machine meanwhile.</summary>
    /// <inheritdoc cref="PythonExperiment{TResult}.RunAsync"/>
    public static Task<Turns> MeasureAsync(
        this PythonExperiment<Dictionary<string, double[]>> experiment, CPython python, object? arguments = null,
        CancellationToken cancellationToken = default) =>
        experiment.MeasureAsync(python, arguments, decides: null, cancellationToken);

    /// <summary>The same, and again while what it measured leaves something undecided (<see cref="Doubts"/>).</summary>
    public static async Task<Turns> MeasureAsync(
        this PythonExperiment<Dictionary<string, double[]>> experiment, CPython python, object? arguments,
        Func<Turns, IEnumerable<Expectation>>? decides, CancellationToken cancellationToken) =>
        (await experiment.MeasureAsync(python, arguments, static took => took, decides, cancellationToken).ConfigureAwait(false)).Turns;

    /// <summary>The same with an answer that has the times among other things; the last one is given back.</summary>
    public static async Task<(TAnswer Answer, Turns Turns)> MeasureAsync<TAnswer>(
        this PythonExperiment<TAnswer> experiment, CPython python, object? arguments, Func<TAnswer, Dictionary<string, double[]>> times,
        Func<Turns, IEnumerable<Expectation>>? decides, CancellationToken cancellationToken)
    {
        TAnswer? last = default;
        Turns turns = await CoresGiven.MeasureAsync(MeasureAsync, decides, cancellationToken: cancellationToken).ConfigureAwait(false);
        return (last!, turns);

        async Task<Turns> MeasureAsync()
        {
            long start = Stopwatch.GetTimestamp();
            Turns measured = await OnceAsync().ConfigureAwait(false);
            for (int begun = measured.Rounds; Doubts.Remain(measured, decides, begun, start);)
            {
                for (int runs = measured.Rounds / begun; runs > 0; runs--)
                    measured = measured.And(await OnceAsync().ConfigureAwait(false));
            }

            return measured;
        }

        async Task<Turns> OnceAsync()
        {
            var watch = MachineWatch.Start();
            last = await experiment.RunAsync(python, arguments, cancellationToken: cancellationToken).ConfigureAwait(false);
            Dictionary<string, double[]> took = times(last);
            return new([.. took.Keys], [.. took.Values], watch.Seen());
        }
    }
}
