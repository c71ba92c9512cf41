using Workloads.Python;

namespace Workloads.Topics;

/// <summary>The same work done by one thread and shared out among several of a CPython, again and again in turn (B4, B13, C5).</summary>
/// <param name="OneThreadSeconds">How long one thread took, one number a repeat.</param>
/// <param name="ThreadsSeconds">How long several took, likewise.</param>
public sealed record PythonThreadsAgainstOne(IReadOnlyList<double> OneThreadSeconds, IReadOnlyList<double> ThreadsSeconds)
{
    /// <summary>The time of several threads in times of one thread, by medians: 1 and a little more under the GIL, 1 / threads without.</summary>
    public double Ratio => Middle.Of(ThreadsSeconds) / Middle.Of(OneThreadSeconds);

    /// <summary>Threads that compute fibonacci numbers in Python, and so need the GIL.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="size">The fibonacci number.</param>
    /// <param name="calls">How often it is computed, by all threads together.</param>
    /// <param name="threads">How many threads are several: 1 or more.</param>
    /// <param name="repeats">How often both are timed: 1 or more.</param>
    /// <param name="switchInterval">How long a thread waits before it asks for the GIL; CPython's own 5 ms when left out.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonThreadsAgainstOne> ComputeAsync(
        CPython python, int size = 25, int calls = 100, int threads = 2, int repeats = 5, TimeSpan? switchInterval = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        return python.RunScriptAsync<PythonThreadsAgainstOne>(
            "gil_two_threads", new { size, calls, threads, repeats, switch_interval_ms = switchInterval?.TotalMilliseconds }, cancellationToken: cancellationToken);
    }

    /// <summary>Threads that hash large blocks in C, and release the GIL meanwhile (C5).</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="megabytes">What each thread hashes: 1 or more.</param>
    /// <param name="threads">How many threads are several, and blocks in all: 1 or more.</param>
    /// <param name="repeats">How often both are timed: 1 or more.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonThreadsAgainstOne> HashAsync(
        CPython python, int megabytes = 16, int threads = 2, int repeats = 5, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(megabytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        return python.RunScriptAsync<PythonThreadsAgainstOne>("gil_released", new { megabytes, threads, repeats }, cancellationToken: cancellationToken);
    }
}
