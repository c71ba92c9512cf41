using MathNet.Numerics.Statistics;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>What CPython's process pool costs beside the work (A9, D5, E9): seconds, one number a repeat.</summary>
/// <param name="SubmitSeconds">An empty call submitted, many under way.</param>
/// <param name="MapSeconds">An empty call through <c>map</c>, in chunks.</param>
/// <param name="RoundTripSeconds">One empty call at a time.</param>
/// <param name="StartSeconds">From nothing to the first result.</param>
/// <param name="StopSeconds">The pool's end.</param>
internal sealed record PythonPoolCosts(
    IReadOnlyList<double> SubmitSeconds, IReadOnlyList<double> MapSeconds, IReadOnlyList<double> RoundTripSeconds,
        IReadOnlyList<double> StartSeconds, IReadOnlyList<double> StopSeconds)
{
    public static PythonExperiment<PythonPoolCosts> Experiment { get; } = new("pools", "costs");

    public static Task<PythonPoolCosts> MeasureAsync(
        CPython python, int workers = 2, int calls = 2_000, int mappedCalls = 100_000, int chunkSize = 1_000, int trips = 500,
            int repeats = 5, CancellationToken cancellationToken = default) =>
        Experiment.RunAsync(python, new { workers, calls, mapped_calls = mappedCalls, chunk_size = chunkSize, trips, repeats },
            cancellationToken: cancellationToken);
}

/// <summary>The memory of a CPython's process pool whose <c>map</c> works through many calls (A7).</summary>
/// <param name="Grown">
/// By how many resident bytes the parent was larger at the most than before; null where the system does not tell.
/// </param>
/// <param name="Workers">The bytes that each worker has for itself at the end; empty where the system does not tell.</param>
internal sealed record PythonPoolMemory(long? Grown, IReadOnlyList<double> Workers)
{
    public static Task<PythonPoolMemory> MeasureAsync(CPython python, int workers, int calls, CancellationToken cancellationToken) =>
        new PythonExperiment<PythonPoolMemory>("pools", "memory").RunAsync(python, new { workers, calls },
            cancellationToken: cancellationToken);
}

/// <summary>How the workers of a CPython's pool start, and what a lock that was held meanwhile is to them (A7).</summary>
/// <param name="Default">The way that this build takes when none is named.</param>
/// <param name="WorkerBytes">The bytes that each worker has for itself; 0 where the system does not tell.</param>
/// <param name="Forked">
/// Whether a forked child got a lock that a thread of its parent held at the fork; null where there is no fork.
/// </param>
/// <param name="Spawned">The same of a spawned child.</param>
internal sealed record PythonStarts(string Default, IReadOnlyList<double> WorkerBytes, bool? Forked, bool? Spawned)
{
    public static PythonExperiment<PythonStarts> Experiment { get; } = new("pools", "starts");

    public double Worker => WorkerBytes.Median();
}
