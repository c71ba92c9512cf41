using Workloads.Python;

namespace Workloads.Topics;

/// <summary>How often CPU-bound threads of a CPython hand the GIL to one another (A6, B4).</summary>
/// <param name="ASecond">Hand-overs in a second, one number a repeat; none where the build runs without a GIL.</param>
public sealed record PythonHandOvers(IReadOnlyList<double> ASecond)
{
    /// <summary>The median of the repeats; NaN where there is no GIL.</summary>
    public double Median => Middle.Of(ASecond);

    /// <summary>Counts them: each thread notes when it was another that ran last.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="threads">How many threads compute: 1 or more.</param>
    /// <param name="switchInterval">How long a thread waits before it asks for the GIL; CPython's own 5 ms when left out.</param>
    /// <param name="duration">How long each repeat counts; a second when left out.</param>
    /// <param name="repeats">1 or more.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonHandOvers> CountAsync(
        CPython python, int threads = 2, TimeSpan? switchInterval = null, TimeSpan? duration = null, int repeats = 3, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        return python.RunScriptAsync<PythonHandOvers>(
            "gil_hand_overs",
            new { threads, switch_interval_ms = switchInterval?.TotalMilliseconds, seconds = duration?.TotalSeconds ?? 1, repeats },
            cancellationToken: cancellationToken);
    }
}
