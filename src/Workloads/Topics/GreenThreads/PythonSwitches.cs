using Workloads.Python;

namespace Workloads.Topics;

/// <summary>What a cooperative switch costs on one thread of a CPython (A1, D10).</summary>
/// <param name="SleepNanoseconds">One <c>await asyncio.sleep(0)</c> beside another task that does the same, one number a repeat.</param>
/// <param name="SendNanoseconds">One <c>send</c> to a generator and its <c>yield</c>, likewise.</param>
/// <param name="AwaitNanoseconds">One <c>await</c> of a coroutine that returns at once, likewise.</param>
public sealed record PythonSwitches(IReadOnlyList<double> SleepNanoseconds, IReadOnlyList<double> SendNanoseconds, IReadOnlyList<double> AwaitNanoseconds)
{
    /// <summary>The median of <see cref="SleepNanoseconds"/>.</summary>
    public double Sleep => Middle.Of(SleepNanoseconds);

    /// <summary>The median of <see cref="SendNanoseconds"/>.</summary>
    public double Send => Middle.Of(SendNanoseconds);

    /// <summary>The median of <see cref="AwaitNanoseconds"/>.</summary>
    public double Await => Middle.Of(AwaitNanoseconds);

    /// <summary>Measures them.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="tasks">How many tasks switch between them: 1 or more.</param>
    /// <param name="switches">How many switches they make together: as many as tasks, or more.</param>
    /// <param name="steps">How many steps the generator and the awaiting coroutine make: 1 or more.</param>
    /// <param name="repeats">1 or more.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonSwitches> MeasureAsync(
        CPython python, int tasks = 2, int switches = 50_000, int steps = 500_000, int repeats = 5, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tasks, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(switches, tasks);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        return python.RunScriptAsync<PythonSwitches>("asyncio_switches", new { tasks, switches, steps, repeats }, cancellationToken: cancellationToken);
    }
}
