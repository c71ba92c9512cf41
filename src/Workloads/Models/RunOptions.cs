namespace Workloads.Models;

/// <summary>What a run does beside running the calls.</summary>
public sealed record RunOptions
{
    /// <summary>Results alone.</summary>
    public static RunOptions Default { get; } = new();

    /// <summary>Whether to record when each call ran and on which worker (24 bytes a call, allocated before the clock starts).</summary>
    public bool RecordSpans { get; init; }

    /// <summary>Memory for the results, used when its length is the number of callers; a sweep passes the same again and again.</summary>
    internal long[]? ResultsBuffer { get; init; }
}
