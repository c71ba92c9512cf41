namespace Workloads.Serving;

/// <summary>What came out of a load at a fixed rate.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Elapsed">From the first request to the end of the last.</param>
/// <param name="Answered">Requests answered.</param>
/// <param name="Failed">Requests that failed or took longer than their limit.</param>
/// <param name="FirstFailure">What the first failure said; null when there was none.</param>
/// <param name="Latency">Of the answered ones, from when the request was due to its answer.</param>
/// <param name="ServiceTime">
/// The same from when it was really sent: what a generator reports that waits while the server does, and so leaves out the very
/// requests that would have suffered (coordinated omission).
/// </param>
public sealed record LoadReport(LoadOptions Options, TimeSpan Elapsed, int Answered, int Failed, string? FirstFailure, LatencyHistogram Latency, LatencyHistogram ServiceTime)
{
    /// <summary>Requests answered in a second.</summary>
    public double AnsweredPerSecond => Answered / Elapsed.TotalSeconds;

    /// <summary>Each request's latency in seconds from when it was due, by its number; ∞ for one that failed.</summary>
    public IReadOnlyList<double> ByNumber { get; init; } = [];

    /// <summary>Requests of which neither answer nor failure is known: 0, always.</summary>
    public int Unaccounted => Options.Requests - Answered - Failed;
}
