using Workloads.Python;

namespace Workloads.Topics;

/// <summary>What it costs asyncio to wait for many things at once (A13, C10, D8).</summary>
/// <param name="Tasks">How many tasks waited at once.</param>
/// <param name="Seconds">From the first task's creation to the end of the last wait, one number a repeat.</param>
/// <param name="CreateSeconds">How long it took to create all tasks, likewise.</param>
/// <param name="GrownBytes">How much the resident memory had grown when all waited, in the first repeat; null where the system does not tell.</param>
public sealed record PythonWaits(int Tasks, IReadOnlyList<double> Seconds, IReadOnlyList<double> CreateSeconds, long? GrownBytes)
{
    /// <summary>The median time of all waits together.</summary>
    public TimeSpan Elapsed => TimeSpan.FromSeconds(Middle.Of(Seconds));

    /// <summary>The median time to create one task.</summary>
    public TimeSpan CreatePerTask => TimeSpan.FromSeconds(Middle.Of(CreateSeconds) / Tasks);

    /// <summary>The memory of one waiting task, in bytes; null where the system does not tell.</summary>
    public double? BytesPerTask => GrownBytes / (double)Tasks;

    /// <summary>Lets tasks wait.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="tasks">How many at once: 1 or more.</param>
    /// <param name="wait">How long each waits; 100 ms when left out.</param>
    /// <param name="repeats">1 or more.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonWaits> MeasureAsync(
        CPython python, int tasks = 10_000, TimeSpan? wait = null, int repeats = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tasks, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        return python.RunScriptAsync<PythonWaits>("asyncio_waits", new { tasks, milliseconds = wait?.TotalMilliseconds ?? 100, repeats }, cancellationToken: cancellationToken);
    }
}
