using Workloads.Python;

namespace Workloads.Topics;

/// <summary>The memory of a CPython's process pool whose <c>map</c> works through many calls (A7).</summary>
/// <param name="Grown">By how many resident bytes the parent was larger at the most than before; null where the system does not tell.</param>
/// <param name="Workers">The bytes that each worker has for itself at the end; empty where the system does not tell.</param>
public sealed record PythonPoolMemory(long? Grown, IReadOnlyList<double> Workers)
{
    /// <summary>The median of <see cref="Workers"/>; NaN of none.</summary>
    public double Worker => Middle.Of(Workers);

    /// <summary>Maps calls, reads one result after the other, and keeps none.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="workers">How many workers the pool has: 1 or more.</param>
    /// <param name="calls">How many calls: 1 or more.</param>
    /// <param name="chunkSize">How many of them travel together: 1 or more.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonPoolMemory> MeasureAsync(CPython python, int workers = 2, int calls = 1_000_000, int chunkSize = 1_000, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(chunkSize, 1);
        return python.RunScriptAsync<PythonPoolMemory>("pool_memory", new { workers, calls, chunk_size = chunkSize }, cancellationToken: cancellationToken);
    }
}
