using BenchmarkDotNet.Attributes;
using Workloads.Models;

namespace Workloads.Benchmarks.Suites;

/// <summary>What suites of execution models share: each model once, and the same calls for all.</summary>
public abstract class ModelBenchmarks
{
    /// <summary>The model that runs the calls.</summary>
    [ParamsSource(nameof(Models))]
    public ExecutionModel Model { get; set; } = new SequentialModel();

    /// <summary>The models that need no machinery.</summary>
    public static IEnumerable<ExecutionModel> Models => ExecutionModel.InProcess;

    /// <summary>Runs the same calls in one model.</summary>
    protected Task<Run> RunAsync(Workload workload, long size, int callers) => Model.RunAsync(workload, size, callers);
}
