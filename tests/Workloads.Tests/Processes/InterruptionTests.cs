using System.Runtime.InteropServices;
using Workloads.Processes;

namespace Workloads.Tests;

/// <summary>A terminal's Ctrl+C, which goes to all its processes, under a host that answers it and goes on.</summary>
public class InterruptionTests
{
    private const int Interrupt = 2;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Ctrl_C_leaves_the_workers_at_their_calls()
    {
        ProcessTable.SkipWhereMissing();
        await using ProcessPool pool = await ProcessPool.StartAsync(new ProcessPoolOptions { Workers = 2, MaxReruns = 0 }, Token);
        Task<long>[] calls = [.. Enumerable.Range(0, 6).Select(_ => pool.CallAsync(Workload.Wait, 300, cancellationToken: Token))];

        for (int round = 0; round < 3; round++)
        {
            foreach (WorkerInfo worker in pool.GetWorkers())
                _ = Send(worker.ProcessId, Interrupt);
            await Task.Delay(100, Token);
        }

        Assert.Equal(Enumerable.Repeat(300L, 6), await Task.WhenAll(calls));
        Assert.Equal(0, pool.WorkersReplaced);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Send(int process, int signal);
}
