using BenchmarkDotNet.Attributes;
using Workloads.Topics;

namespace Workloads.Benchmarks.Suites;

/// <summary>
/// An update of a number on one thread, without a cure for races and with each (C9, E6): the time of an operation is that of one update.
/// </summary>
public class IncrementBenchmarks
{
    private const int Times = 10_000;

    private readonly Dictionary<Type, Counter> _counters = Cures.All.Select(make => make()).ToDictionary(counter => counter.GetType());

    /// <summary>Ends the thread of the one that has one.</summary>
    [GlobalCleanup]
    public void Dispose() => _counters.Values.ToList().ForEach(counter => counter.Dispose());

    /// <inheritdoc cref="PlainCounter"/>
    [Benchmark(Baseline = true, OperationsPerInvoke = Times)]
    public void Plain() => Add<PlainCounter>();

    /// <inheritdoc cref="InterlockedCounter"/>
    [Benchmark(OperationsPerInvoke = Times)]
    public void Interlocked() => Add<InterlockedCounter>();

    /// <inheritdoc cref="CompareExchangeCounter"/>
    [Benchmark(OperationsPerInvoke = Times)]
    public void CompareExchange() => Add<CompareExchangeCounter>();

    /// <inheritdoc cref="SpinLockCounter"/>
    [Benchmark(OperationsPerInvoke = Times)]
    public void SpinLock() => Add<SpinLockCounter>();

    /// <inheritdoc cref="LockCounter"/>
    [Benchmark(OperationsPerInvoke = Times)]
    public void Lock() => Add<LockCounter>();

    /// <inheritdoc cref="SemaphoreCounter"/>
    [Benchmark(OperationsPerInvoke = Times)]
    public void Semaphore() => Add<SemaphoreCounter>();

    /// <inheritdoc cref="MutexCounter"/>
    [Benchmark(OperationsPerInvoke = Times)]
    public void Mutex() => Add<MutexCounter>();

    private void Add<TCounter>() => _counters[typeof(TCounter)].Add(Times);
}
