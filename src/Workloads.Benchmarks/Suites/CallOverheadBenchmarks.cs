using Workloads.Models;

namespace Workloads.Benchmarks.Suites;

/// <summary>10,000 empty calls in each model (A9).</summary>
public class CallOverheadBenchmarks : ModelBenchmarks
{
    /// <inheritdoc/>
    protected override Calls Calls { get; } = new(Workload.Nothing, 0, 10_000);
}
