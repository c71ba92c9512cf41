namespace Workloads.Processes;

/// <summary>What came out of a load at a fixed rate.</summary>
public sealed record LoadReport
{
    /// <param name="options">What was asked for.</param>
    /// <param name="elapsed">From the first request to the end of the last.</param>
    /// <param name="answered">Requests answered.</param>
    /// <param name="failed">Requests that failed or took longer than their limit.</param>
    /// <param name="firstFailure">What the first failure said; null when there was none.</param>
    /// <param name="latency">Of the answered ones, from when the request was due to its answer.</param>
    /// <param name="serviceTime">
    /// The same from when it was really sent: what a generator reports that waits while the server does, and so leaves out the very
    /// requests that would have suffered (coordinated omission).
    /// </param>
    internal LoadReport(LoadOptions options, TimeSpan elapsed, int answered, int failed, string? firstFailure, LatencyHistogram latency,
        LatencyHistogram serviceTime) =>
        (Options, Elapsed, Answered, Failed, FirstFailure, Latency, ServiceTime) =
            (options, elapsed, answered, failed, firstFailure, latency, serviceTime);

    internal LoadOptions Options { get; init; }
    internal TimeSpan Elapsed { get; init; }
    internal int Answered { get; init; }
    internal int Failed { get; init; }
    internal string? FirstFailure { get; init; }
    internal LatencyHistogram Latency { get; init; }
    internal LatencyHistogram ServiceTime { get; init; }

    /// <summary>Requests answered in a second.</summary>
    public double AnsweredPerSecond => Answered / Elapsed.TotalSeconds;

    /// <summary>Each request's latency in seconds from when it was due, by its number; ∞ for one that failed.</summary>
    public IReadOnlyList<double> ByNumber { get; init; } = [];

    /// <summary>Requests of which neither answer nor failure is known: 0, always.</summary>
    public int Unaccounted => Options.Requests - Answered - Failed;
}
