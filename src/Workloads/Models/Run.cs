namespace Workloads.Models;

/// <summary>What came out of one run of one model: raw facts, and what follows from them.</summary>
public sealed class Run
{
    internal Run(ExecutionModel model, Calls calls, double seconds, long[] results, CallSpan[]? spans)
    {
        Model = model;
        Calls = calls;
        Seconds = seconds;
        Results = results;
        Spans = spans;
    }

    /// <summary>The model that ran it.</summary>
    public ExecutionModel Model { get; }

    /// <summary>What was run.</summary>
    public Calls Calls { get; }

    /// <summary>
    /// From the moment the model was handed the calls to the end of the last one, in seconds; the mean where they were run more than once.
    /// </summary>
    public double Seconds { get; }

    /// <summary>The same as a time span, which knows nothing below 100 ns.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks((long)Math.Round(Seconds * TimeSpan.TicksPerSecond));

    /// <summary>The results, in the callers' order.</summary>
    public IReadOnlyList<long> Results { get; }

    /// <summary>When each call ran, in the callers' order; null when it was not asked for.</summary>
    internal IReadOnlyList<CallSpan>? Spans { get; }

    /// <summary>The time divided by the number of calls, in seconds.</summary>
    public double TimePerCall => Seconds / Calls.Count;

    /// <summary>How many different workers ran calls; 0 when spans were not recorded.</summary>
    public int WorkersSeen => Spans is null || Spans.Count == 0 ? 0 : Spans.Max(span => span.Worker) + 1;
}
