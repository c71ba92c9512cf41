using Workloads.Models;

namespace Workloads.Benchmarks.Suites;

/// <summary>The document's twenty primes in each model (B12).</summary>
public class PrimesBenchmarks : ModelBenchmarks
{
    /// <inheritdoc/>
    protected override Calls Calls { get; } = new(Workload.IsPrime, DocumentNumbers.All);
}
