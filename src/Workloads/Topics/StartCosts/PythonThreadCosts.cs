using MathNet.Numerics.Statistics;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>What a thread costs a CPython (A13, B2, E8).</summary>
/// <param name="Threads">How many were measured.</param>
/// <param name="Seconds">Creating, starting and joining one, one number a repeat.</param>
/// <param name="GrownBytes">How much the resident memory had grown when all waited at once; null where the system does not tell.</param>
public sealed record PythonThreadCosts(int Threads, IReadOnlyList<double> Seconds, long? GrownBytes)
{
    /// <summary>The median time to create, start and join one.</summary>
    public TimeSpan Start => TimeSpan.FromSeconds(Seconds.Median());

    /// <summary>The resident memory of one that waits, in bytes; null where the system does not tell.</summary>
    public double? BytesPerThread => GrownBytes / (double)Threads;

    /// <summary>Measures it.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="threads">How many threads wait at once, and how many are started one by one in a repeat: 1 or more.</param>
    /// <param name="repeats">1 or more.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonThreadCosts> MeasureAsync(CPython python, int threads = 500, int repeats = 5,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        return new PythonExperiment<PythonThreadCosts>("start_costs", "threads").RunAsync(python, new { threads, repeats },
            cancellationToken: cancellationToken);
    }
}
