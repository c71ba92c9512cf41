using System.Diagnostics;
using Workloads.Execution;
using Workloads.Processes;

namespace Workloads.Tests.Processes;

/// <summary>What is left when workers, parents and pools end; each of these tests runs with no other beside it.</summary>
[Collection(nameof(AloneInTheProcess))]
public class ProcessPoolEndTests
{
    private const int Limit = 240_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task Workers_killed_at_random_two_hundred_times_lose_none_of_200_000_calls()
    {
        const int Calls = 200_000, Kills = 200;
        await using ProcessPool pool = await ProcessPool.StartAsync(new ProcessPoolOptions { Workers = 2, MaxReruns = 20 }, Token);
        long[] sizes = [.. Enumerable.Range(0, Calls).Select(call => call % 19L)];
        int kills = 0;
        Task killing = Task.Run(async () =>
        {
            var random = new Random(1);
            while (kills < Kills)
            {
                // Mostly one that is at work, now and then one that is not ready yet.
                WorkerInfo[] workers = [.. pool.GetWorkers().Where(worker => worker.StartUp > TimeSpan.Zero || random.Next(10) == 0)];
                if (workers.Length > 0)
                {
                    ProcessTable.Kill(workers[random.Next(workers.Length)].ProcessId);
                    kills++;
                }

                await Task.Delay(random.Next(60), Token);
            }
        }, Token);

        while (!killing.IsCompleted)
        {
            CallOutcome[] round = await pool.MapAsync(new(Workload.Fibonacci, sizes), cancellationToken: Token);

            Assert.Equal(Calls, round.Length);
            for (int call = 0; call < Calls; call++)
            {
                Assert.Equal(call, round[call].Number);
                Assert.Equal(s_expected[sizes[call]], round[call].Result);
            }
        }

        await killing;
        Assert.Equal(Kills, kills);
        Assert.InRange(pool.WorkersReplaced, Kills / 2, Kills);
    }

    private static readonly long[] s_expected = [.. Enumerable.Range(0, 19).Select(size => Fibonacci.Of(size))];

    [Fact(Timeout = Limit)]
    public async Task When_the_parent_is_killed_its_workers_are_gone_within_a_second()
    {
        ProcessTable.SkipWhereMissing();
        await using ProcessPool pool = await ProcessPool.StartAsync(new ProcessPoolOptions { Workers = 1, AllowFaults = true }, Token);

        for (int time = 0; time < 10; time++)
        {
            // The worker is the parent here: it opens a pool of its own, whose workers are stuck in calls.
            await pool.CallAsync(Faults.LeavePool, 2, cancellationToken: Token);
            int parent = Assert.Single(pool.GetWorkers()).ProcessId;
            List<int> workers = ProcessTable.ChildrenOf(parent);
            Assert.Equal(2, workers.Count);

            ProcessTable.Kill(parent);

            var clock = Stopwatch.StartNew();
            while (workers.Any(ChildProcess.IsRunning) && clock.Elapsed < TimeSpan.FromSeconds(10))
                await Task.Delay(5, Token);
            Assert.DoesNotContain(workers, ChildProcess.IsRunning);
            Assert.InRange(clock.Elapsed.TotalSeconds, 0, 1);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_thousand_pools_leave_no_process_no_file_and_no_thread_behind()
    {
        ProcessTable.SkipWhereMissing();
        await OpenUseAndCloseAsync(20);
        string[] before = await HeldAsync();

        await OpenUseAndCloseAsync(1_000);

        Assert.Empty(await LeftBehindAsync(before));
    }

    /// <summary>
    /// What this process holds beyond what it held before, once that is nothing: a worker that has ended is waited for by the
    /// runtime a moment later. What is still there after ten seconds is left behind.
    /// </summary>
    private static async Task<List<string>> LeftBehindAsync(string[] before)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            List<string> left = [.. await HeldAsync()];
            foreach (string held in before)
                left.Remove(held);
            if (left.Count == 0 || clock.Elapsed > TimeSpan.FromSeconds(10))
                return left;
        }
    }

    private static async Task<string[]> HeldAsync()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        await Task.Delay(200, Token);
        return [.. ProcessTable.ChildrenOf(Environment.ProcessId).Select(child => $"process {child}"), .. ProcessTable.OpenFiles(), .. ProcessTable.Threads(), .. TemporaryFiles()];
    }

    private static Task OpenUseAndCloseAsync(int pools) => Parallel.ForEachAsync(
        Enumerable.Range(0, pools),
        new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Token },
        static async (number, token) =>
        {
            await using ProcessPool pool = await ProcessPool.StartAsync(1, token);
            Assert.Equal(number, await pool.CallAsync(Workload.Nothing, number, cancellationToken: token));
        });

    /// <summary>What the pool makes, and what the runtime of a worker could make, by their names.</summary>
    private static string[] TemporaryFiles() =>
        [.. new[] { Path.GetTempPath(), "/dev/shm" }.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFileSystemEntries(folder, "workloads-*"))];
}
