using BenchmarkDotNet.Attributes;
using Workloads.Models;

namespace Workloads.Benchmarks.Suites;

/// <summary>A point that a sweep measures too.</summary>
public class AgreementBenchmark
{
    /// <summary>Enough calls that what is around a run does not matter.</summary>
    public const int Callers = 500;

    private readonly SequentialModel _model = new();

    /// <summary>One run of the model.</summary>
    [Benchmark]
    public Run Run() => _model.RunAsync(Workload.Fibonacci, 20, Callers).GetAwaiter().GetResult();
}
