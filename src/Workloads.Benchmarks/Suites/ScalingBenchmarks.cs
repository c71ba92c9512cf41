using BenchmarkDotNet.Attributes;
using Workloads.Models;

namespace Workloads.Benchmarks.Suites;

/// <summary>1,000 calls of Fibonacci in each model, at the sizes that the document times (A4, A8).</summary>
public class ScalingBenchmarks : ModelBenchmarks
{
    /// <summary>The size of each call.</summary>
    [Params(10, 20, 25)]
    public int Size { get; set; }

    /// <inheritdoc/>
    protected override Calls Calls => new(Workload.Fibonacci, Size, 1_000);
}
