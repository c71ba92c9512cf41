using BenchmarkDotNet.Attributes;
using Workloads.Topics;

namespace Workloads.Benchmarks.Suites;

/// <summary>10,000 waits of 100 ms at once (A13, C10, D8): their time, and what they allocate.</summary>
public class WaitBenchmarks
{
    /// <summary>Tasks of the event loop.</summary>
    [Benchmark(Baseline = true)]
    public TimeSpan EventLoop() => Wait(WaitingWay.EventLoop);

    /// <summary>Generators on the event loop.</summary>
    [Benchmark]
    public TimeSpan Generators() => Wait(WaitingWay.Generators);

    /// <summary>Tasks of the thread pool.</summary>
    [Benchmark]
    public TimeSpan ThreadPool() => Wait(WaitingWay.ThreadPool);

    private static TimeSpan Wait(WaitingWay way) => ManyWaits.Measure(way, 10_000, TimeSpan.FromMilliseconds(100), weigh: false).Elapsed;
}
