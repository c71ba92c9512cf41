using BenchmarkDotNet.Attributes;
using Workloads.Models;
using Workloads.Processes;

namespace Workloads.Benchmarks.Suites;

/// <summary>Starting something that runs code, and waiting for its end (A7, B2).</summary>
public class StartBenchmarks
{
    /// <summary>A thread of its own.</summary>
    [Benchmark(Baseline = true)]
    public void Thread() => OwnThreads.Run(1, static _ => { });

    /// <summary>An item for a thread that is there.</summary>
    [Benchmark]
    public Task PoolItem() => Task.Run(static () => { });

    /// <summary>An empty program on the runtime.</summary>
    [Benchmark]
    public Task<TimeSpan> Process() => RuntimeStart.MeasureAsync(1);

    /// <summary>A pool of two workers, with its first call and its end.</summary>
    [Benchmark]
    public async Task ProcessPool()
    {
        await using ProcessPool pool = await Processes.ProcessPool.StartAsync(2);
        await pool.CallAsync(Workload.Nothing, 1);
    }
}
