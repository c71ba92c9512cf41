using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Processes;

namespace Workloads.Tests;

/// <summary>Streams whose workers are killed while they run; no other test runs beside.</summary>
[Collection(nameof(AloneInTheProcess))]
public class ProcessPoolKillTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 600_000)]
    public async Task Workers_killed_while_a_stream_is_read_neither_lose_a_result_nor_bring_one_twice()
    {
        // No call is running at more than two deaths, and so often it is run again by default.
        const int Streams = 25, Kills = 2, Calls = 20_000;
        await using ProcessPool pool = await ProcessPool.StartAsync(2, Token);
        var killed = new HashSet<int>();
        var random = new Random(1);
        for (int stream = 0; stream < Streams; stream++)
        {
            int[] killAt = [.. Enumerable.Range(0, Kills).Select(_ => random.Next(Calls))];
            bool[] seen = new bool[Calls];
            int count = 0;

            await foreach (CallOutcome outcome in pool.StreamAsync(Workload.Fibonacci, Enumerable.Range(0, Calls).Select(Size),
                cancellationToken: Token))
            {
                Assert.False(seen[outcome.Number]);
                seen[outcome.Number] = true;
                Assert.Equal(s_expected[Size((int)outcome.Number)], outcome.Result);
                if (killAt.Contains(count++))
                    KillOne(pool, random, killed);
            }

            Assert.Equal(Calls, count);
            while (pool.WorkersReplaced < killed.Count)
                await Task.Delay(1, Token);
        }

        Assert.InRange(pool.WorkersReplaced, 1, Streams * Kills);
    }

    private static readonly long[] s_expected = [.. Enumerable.Range(0, 19).Select(size => Fibonacci.Of(size))];

    private static long Size(int call) => call % s_expected.Length;

    /// <summary>Only workers that are ready: a pool gives up on those that keep dying before.</summary>
    private static void KillOne(ProcessPool pool, Random random, HashSet<int> killed)
    {
        int[] workers = [.. pool.GetWorkers().Where(worker => worker.StartUp > TimeSpan.Zero).Select(worker => worker.ProcessId)
            .Except(killed)];
        if (workers.Length == 0)
            return;
        int worker = workers[random.Next(workers.Length)];
        killed.Add(worker);
        ProcessTable.Kill(worker);
    }
}
