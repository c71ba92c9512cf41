using Workloads.Python;

namespace Workloads.Topics;

/// <summary>What CPython's pools cost beside the work (A9, D5, E9): seconds, one number a repeat.</summary>
/// <param name="SubmitSeconds">An empty call submitted to the process pool, many under way.</param>
/// <param name="MapSeconds">An empty call through the process pool's <c>map</c>, in chunks.</param>
/// <param name="RoundTripSeconds">One empty call at a time through the process pool.</param>
/// <param name="ThreadSubmitSeconds">An empty call submitted to the thread pool, many under way.</param>
/// <param name="PipeRoundTripSeconds">A small message to a process and back, through a <c>multiprocessing.Pipe</c>.</param>
/// <param name="StartSeconds">From nothing to the process pool's first result.</param>
/// <param name="StopSeconds">The process pool's end.</param>
public sealed record PythonPoolCosts(
    IReadOnlyList<double> SubmitSeconds,
    IReadOnlyList<double> MapSeconds,
    IReadOnlyList<double> RoundTripSeconds,
    IReadOnlyList<double> ThreadSubmitSeconds,
    IReadOnlyList<double> PipeRoundTripSeconds,
    IReadOnlyList<double> StartSeconds,
    IReadOnlyList<double> StopSeconds)
{
    /// <summary>The median of <see cref="SubmitSeconds"/>.</summary>
    public double Submit => Middle.Of(SubmitSeconds);

    /// <summary>The median of <see cref="MapSeconds"/>.</summary>
    public double Map => Middle.Of(MapSeconds);

    /// <summary>The median of <see cref="RoundTripSeconds"/>.</summary>
    public double RoundTrip => Middle.Of(RoundTripSeconds);

    /// <summary>The median of <see cref="ThreadSubmitSeconds"/>.</summary>
    public double ThreadSubmit => Middle.Of(ThreadSubmitSeconds);

    /// <summary>The median of <see cref="PipeRoundTripSeconds"/>.</summary>
    public double PipeRoundTrip => Middle.Of(PipeRoundTripSeconds);

    /// <summary>The median of <see cref="StartSeconds"/>.</summary>
    public double Start => Middle.Of(StartSeconds);

    /// <summary>The median of <see cref="StopSeconds"/>.</summary>
    public double Stop => Middle.Of(StopSeconds);

    /// <summary>Measures them.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="workers">How many workers each pool has: 1 or more.</param>
    /// <param name="calls">How many calls are submitted in a repeat: 1 or more.</param>
    /// <param name="mappedCalls">How many calls go through <c>map</c> in a repeat: 1 or more.</param>
    /// <param name="chunkSize">How many of those travel together: 1 or more.</param>
    /// <param name="trips">How many round trips a repeat makes: 1 or more.</param>
    /// <param name="repeats">1 or more.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonPoolCosts> MeasureAsync(
        CPython python,
        int workers = 2,
        int calls = 2_000,
        int mappedCalls = 100_000,
        int chunkSize = 1_000,
        int trips = 500,
        int repeats = 5,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(mappedCalls, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(chunkSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(trips, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        return python.RunScriptAsync<PythonPoolCosts>(
            "pool_costs", new { workers, calls, mapped_calls = mappedCalls, chunk_size = chunkSize, trips, repeats }, cancellationToken: cancellationToken);
    }
}
