using System.Diagnostics;

namespace Workloads.Measuring;

/// <summary>One call of a workload on its own: what every model must return for its size, and about how long a call takes.</summary>
/// <param name="Size">The size.</param>
/// <param name="Result">What the call returned.</param>
/// <param name="Seconds">How long it took: a first guess, since the code may not be compiled to the end yet.</param>
internal readonly record struct Reference(long Size, long Result, double Seconds)
{
    public static Reference Of(Workload workload, long size, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        long result = workload.Run(size, cancellationToken);
        return new(size, result, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
