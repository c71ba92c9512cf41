namespace Workloads.Models;

/// <summary>What came out of one run of one model: raw facts, and what follows from them.</summary>
public sealed class Run
{
    internal Run(ExecutionModel model, Calls calls, TimeSpan elapsed, long[] results, CallSpan[]? spans)
    {
        Model = model;
        Calls = calls;
        Elapsed = elapsed;
        Results = results;
        Spans = spans;
    }

    /// <summary>The model that ran it.</summary>
    public ExecutionModel Model { get; }

    /// <summary>What was run.</summary>
    public Calls Calls { get; }

    /// <summary>From the moment the model was handed the calls to the end of the last one.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>The results, in the callers' order.</summary>
    public IReadOnlyList<long> Results { get; }

    /// <summary>When each call ran, in the callers' order; null when it was not asked for.</summary>
    public IReadOnlyList<CallSpan>? Spans { get; }

    /// <summary>The elapsed time divided by the number of calls, in seconds: a <see cref="TimeSpan"/> knows nothing below 100 ns.</summary>
    public double TimePerCall => Elapsed.TotalSeconds / Calls.Count;

    /// <summary>How many different workers ran calls; 0 when spans were not recorded.</summary>
    public int WorkersSeen => Spans is null || Spans.Count == 0 ? 0 : Spans.Max(span => span.Worker) + 1;
}
