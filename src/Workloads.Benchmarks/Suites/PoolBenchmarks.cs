using BenchmarkDotNet.Attributes;
using Workloads.Models;
using Workloads.Processes;

namespace Workloads.Benchmarks.Suites;

/// <summary>An empty call through the warm process pool (A9, E9): the time of an operation is that of one call.</summary>
public class PoolBenchmarks
{
    private const int Few = 100, Many = 10_000;

    private readonly ProcessPoolModel _model = new(workers: 2);

    /// <summary>Starts the pool.</summary>
    [GlobalSetup]
    public void Prepare() => _model.PrepareAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Ends it.</summary>
    [GlobalCleanup]
    public void Dispose() => _model.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>One at a time, there and back.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Few)]
    public async Task OneAtATime()
    {
        for (int call = 0; call < Few; call++)
            await _model.Pool!.CallAsync(Workload.Nothing, call);
    }

    /// <summary>Each asked for by itself, all in flight.</summary>
    [Benchmark(OperationsPerInvoke = Many)]
    public Task AllInFlight() => Task.WhenAll(Enumerable.Range(0, Many).Select(call => _model.Pool!.CallAsync(Workload.Nothing, call)));

    /// <summary>All of them as one run.</summary>
    [Benchmark(OperationsPerInvoke = Many)]
    public Task<Run> OneRun() => _model.RunAsync(Workload.Nothing, 0, Many);
}
