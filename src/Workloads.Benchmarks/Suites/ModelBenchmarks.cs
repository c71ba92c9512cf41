using BenchmarkDotNet.Attributes;
using Workloads.Models;
using Workloads.Processes;

namespace Workloads.Benchmarks.Suites;

/// <summary>What suites of execution models share: the same calls in each, with one thread as the baseline.</summary>
public abstract class ModelBenchmarks
{
    private readonly Dictionary<Type, ExecutionModel> _models =
        ExecutionModel.InProcess.Append(new ProcessPoolModel()).ToDictionary(model => model.GetType());

    /// <summary>What each runs.</summary>
    protected abstract Calls Calls { get; }

    /// <summary>Starts what is started once.</summary>
    [GlobalSetup]
    public void Prepare() => _models[typeof(ProcessPoolModel)].PrepareAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Ends it.</summary>
    [GlobalCleanup]
    public void Dispose() => _models[typeof(ProcessPoolModel)].DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <inheritdoc cref="SequentialModel"/>
    [Benchmark(Baseline = true)]
    public Task<Run> Sequential() => RunAsync<SequentialModel>();

    /// <inheritdoc cref="DedicatedThreadsModel"/>
    [Benchmark]
    public Task<Run> DedicatedThreads() => RunAsync<DedicatedThreadsModel>();

    /// <inheritdoc cref="ThreadPoolModel"/>
    [Benchmark]
    public Task<Run> ThreadPool() => RunAsync<ThreadPoolModel>();

    /// <inheritdoc cref="ParallelLoopModel"/>
    [Benchmark]
    public Task<Run> ParallelLoop() => RunAsync<ParallelLoopModel>();

    /// <inheritdoc cref="AsyncTasksModel"/>
    [Benchmark]
    public Task<Run> AsyncTasks() => RunAsync<AsyncTasksModel>();

    /// <inheritdoc cref="EventLoopModel"/>
    [Benchmark]
    public Task<Run> EventLoop() => RunAsync<EventLoopModel>();

    /// <inheritdoc cref="ChannelWorkersModel"/>
    [Benchmark]
    public Task<Run> ChannelWorkers() => RunAsync<ChannelWorkersModel>();

    /// <inheritdoc cref="ProcessPoolModel"/>
    [Benchmark]
    public Task<Run> Processes() => RunAsync<ProcessPoolModel>();

    private Task<Run> RunAsync<TModel>() => _models[typeof(TModel)].RunAsync(Calls);
}
