using System.Threading.Channels;
using BenchmarkDotNet.Attributes;
using Workloads.Topics;

namespace Workloads.Benchmarks.Suites;

/// <summary>Handing the thread, the turn or an item to another (C10, D10): the time of an operation is that of one hand-over.</summary>
public class SwitchBenchmarks
{
    private const int Times = 10_000;

    /// <inheritdoc cref="SwitchCosts.GeneratorStep"/>
    [Benchmark(Baseline = true, OperationsPerInvoke = Times)]
    public void GeneratorStep() => Run(SwitchCosts.GeneratorStep);

    /// <inheritdoc cref="SwitchCosts.GeneratorSend"/>
    [Benchmark(OperationsPerInvoke = Times)]
    public void GeneratorSend() => Run(SwitchCosts.GeneratorSend);

    /// <inheritdoc cref="SwitchCosts.LoopTurn"/>
    [Benchmark(OperationsPerInvoke = Times)]
    public void LoopTurn() => Run(SwitchCosts.LoopTurn);

    /// <inheritdoc cref="SwitchCosts.LoopYield"/>
    [Benchmark(OperationsPerInvoke = Times)]
    public void LoopYield() => Run(SwitchCosts.LoopYield);

    /// <inheritdoc cref="SwitchCosts.PoolYield"/>
    [Benchmark(OperationsPerInvoke = Times)]
    public void PoolYield() => Run(SwitchCosts.PoolYield);

    /// <inheritdoc cref="SwitchCosts.ThreadWake"/>
    [Benchmark(OperationsPerInvoke = Times)]
    public void ThreadWake() => Run(SwitchCosts.ThreadWake);

    /// <summary>An await of a task that has finished.</summary>
    [Benchmark(OperationsPerInvoke = Times)]
    public async Task AwaitFinished()
    {
        for (int time = 0; time < Times; time++)
            await FinishedAsync();
    }

    /// <summary>An item through an unbounded channel, many of them waiting.</summary>
    [Benchmark(OperationsPerInvoke = Times)]
    public Task ChannelHop() => HopAsync(Channel.CreateUnbounded<int>());

    /// <summary>An item through a channel that holds 1,024.</summary>
    [Benchmark(OperationsPerInvoke = Times)]
    public Task BoundedChannelHop() => HopAsync(Channel.CreateBounded<int>(1_024));

    private static void Run(string name) => SwitchCosts.Operations.Single(operation => operation.Name == name).Run(Times);

    private static async Task<int> FinishedAsync() => await Task.FromResult(1);

    private static async Task HopAsync(Channel<int> channel)
    {
        Task reading = Task.Run(async () =>
        {
            await foreach (int _ in channel.Reader.ReadAllAsync())
            {
                // It only comes out.
            }
        });
        for (int time = 0; time < Times; time++)
            await channel.Writer.WriteAsync(time);
        channel.Writer.Complete();
        await reading;
    }
}
