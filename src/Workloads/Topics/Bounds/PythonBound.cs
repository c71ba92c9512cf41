using Workloads.Python;

namespace Workloads.Topics;

/// <summary>CPU time against wall time, as a CPython tells them of what it ran (D1): <c>process_time</c> against <c>perf_counter</c>.</summary>
/// <param name="Name">What ran.</param>
/// <param name="Wall">How long it took, in seconds.</param>
/// <param name="Cpu">How much processor time all threads of its process used, in seconds.</param>
/// <param name="Queued">How long they stood ready without a core, in seconds; 0 where the system does not tell.</param>
public sealed record PythonBound(string Name, double Wall, double Cpu, double Queued)
{
    /// <summary>Probes work that computes, that waits, that does both, that writes to a disk, and that computes in several threads.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="size">The Fibonacci number that it computes: from 0 to 40.</param>
    /// <param name="wait">How long it waits; 150 ms when left out.</param>
    /// <param name="bytes">How many bytes it writes: 1 or more.</param>
    /// <param name="threads">How many threads compute at the same time: 1 or more.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<IReadOnlyList<PythonBound>> ProbeAsync(
        CPython python, int size = 27, TimeSpan? wait = null, int bytes = 16 << 20, int threads = 8, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(python);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 40);
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        TimeSpan time = wait ?? TimeSpan.FromMilliseconds(150);
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, nameof(wait));
        return python.RunScriptAsync<IReadOnlyList<PythonBound>>("bounds", new { size, milliseconds = time.TotalMilliseconds, count = bytes, threads }, cancellationToken: cancellationToken);
    }
}
