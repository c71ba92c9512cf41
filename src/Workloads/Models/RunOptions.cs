namespace Workloads.Models;

/// <summary>What a run does beside running the calls.</summary>
public sealed record RunOptions
{
    /// <summary>The most times that all calls are run under one reading of the clock.</summary>
    public const int MaxTimes = 1 << 14;

    /// <summary>Results alone.</summary>
    public static RunOptions Default { get; } = new();

    /// <summary>Whether to record when each call ran and on which worker (24 bytes a call, allocated before the clock starts).</summary>
    public bool RecordSpans { get; init; }

    /// <summary>
    /// How often all calls are run under one reading of the clock, from 1 to <see cref="MaxTimes"/>; 1 when left out. For runs too short
    /// for the clock: <see cref="Run.Seconds"/> is the mean, and results and spans are the last run's.
    /// </summary>
    public int Times
    {
        get;
        init => field = value is >= 1 and <= MaxTimes
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Times), value,
                Invariant($"Calls are run from 1 to {MaxTimes:N0} times under one reading of the clock."));
    } = 1;

    /// <summary>What a call of a size must return; when it is given, a model that returns anything else is told so.</summary>
    public Func<long, long>? Expected { get; init; }

    /// <summary>Where each result is printed as a line, within the time; nowhere when left out.</summary>
    public TextWriter? Printer { get; init; }
}
