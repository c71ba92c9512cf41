using Workloads.Python;

namespace Workloads.Topics;

/// <summary>The document's task that drives a generator, in a CPython (A1): what happens, in order, and what a turn of it costs.</summary>
/// <param name="Result">What came out of the generator's end: the sum of the values.</param>
/// <param name="Steps">What happened, in order: each value sent in, each future that came out, and the end.</param>
/// <param name="TurnSeconds">A future made, set, the task woken up, and the next future out: seconds for one, one number a repeat.</param>
/// <param name="SendSeconds">A value sent into a generator, and one out, without a task: likewise.</param>
public sealed record PythonGeneratorTask(int Result, IReadOnlyList<string> Steps, IReadOnlyList<double> TurnSeconds, IReadOnlyList<double> SendSeconds)
{
    /// <summary>The median of <see cref="TurnSeconds"/>.</summary>
    public double Turn => Middle.Of(TurnSeconds);

    /// <summary>The median of <see cref="SendSeconds"/>.</summary>
    public double Send => Middle.Of(SendSeconds);

    /// <summary>Runs it.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="values">What the futures result in.</param>
    /// <param name="times">How many turns and sends each repeat makes: 1 or more.</param>
    /// <param name="repeats">1 or more.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonGeneratorTask> RunAsync(CPython python, IReadOnlyList<int> values, int times = 20_000, int repeats = 5, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(python);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        return python.RunScriptAsync<PythonGeneratorTask>("generator_task", new { values, times, repeats }, cancellationToken: cancellationToken);
    }
}
