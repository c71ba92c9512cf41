using BenchmarkDotNet.Attributes;
using Workloads.Models;

namespace Workloads.Benchmarks.Suites;

/// <summary>10,000 empty calls in each model (A9): the time of an operation is that of one call.</summary>
public class CallOverheadBenchmarks : ModelBenchmarks
{
    private const int Callers = 10_000;

    /// <summary>An empty call.</summary>
    [Benchmark(OperationsPerInvoke = Callers)]
    public Task<Run> Nothing() => RunAsync(Workload.Nothing, 0, Callers);
}
