using System.Diagnostics;
using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Processes;
using Workloads.Topics;

namespace Workloads.Tests;

/// <summary>What is left when workers, parents and pools end; each of these tests runs with no other beside it.</summary>
[Collection(nameof(AloneInTheProcess))]
public class ProcessPoolEndTests
{
    private const int Limit = 600_000;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

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
            // Each is killed once, however late the pool sees it; and a pool gives up whose workers die before they are ready, one after
            // the other.
            const int MaxIdleKills = 3;
            var random = new Random(1);
            HashSet<int> killed = [], seenAtWork = [];
            int idleKills = 0;
            while (kills < Kills)
            {
                List<WorkerInfo> alive = [.. pool.GetWorkers().Where(worker => !killed.Contains(worker.ProcessId))];
                int seen = seenAtWork.Count;
                seenAtWork.UnionWith(alive.Where(worker => worker.CallsDone > 0).Select(worker => worker.ProcessId));
                if (seenAtWork.Count > seen)
                    idleKills = 0;

                // Mostly one that is at work, now and then one that is not ready yet.
                List<WorkerInfo> workers =
                    alive.FindAll(worker => worker.CallsDone > 0 || (idleKills < MaxIdleKills && random.Next(10) == 0));
                if (workers.Count > 0)
                {
                    WorkerInfo worker = workers[random.Next(workers.Count)];
                    idleKills += worker.CallsDone > 0 ? 0 : 1;
                    killed.Add(worker.ProcessId);
                    ProcessTable.Kill(worker.ProcessId);
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

        // Some times more where it took longer, as the machine itself may stand still for a second.
        const int Times = 10, MaxLate = 5;
        int late = 0;
        for (int time = 0; time < Times + late; time++)
        {
            // The worker is the parent here: it opens a pool of its own, whose workers are stuck in calls.
            await pool.CallAsync(Faults.LeavePool, 2, cancellationToken: Token);
            int parent = Assert.Single(pool.GetWorkers()).ProcessId;
            List<int> workers = ProcessTable.ChildrenOf(parent);
            Assert.Equal(2, workers.Count);

            ProcessTable.Kill(parent);

            var clock = Stopwatch.StartNew();
            while (workers.Any(ChildProcess.IsRunning) && clock.Elapsed < s_patience)
                await Task.Delay(5, Token);
            late += clock.Elapsed > TimeSpan.FromSeconds(1) ? 1 : 0;
            Assert.DoesNotContain(workers, ChildProcess.IsRunning);
            Assert.InRange(late, 0, MaxLate);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_thousand_pools_leave_no_process_no_file_and_no_thread_behind()
    {
        ProcessTable.SkipWhereMissing();
        // A folder of its own for temporary files: into the system's, other processes of tests put theirs.
        DirectoryInfo temporary = Directory.CreateTempSubdirectory("workloads-tests-");
        string? usual = Environment.GetEnvironmentVariable("TMPDIR");
        Environment.SetEnvironmentVariable("TMPDIR", temporary.FullName);
        try
        {
            await OpenUseAndCloseAsync(20);
            string[] before = await HeldAsync();

            await OpenUseAndCloseAsync(1_000);

            Assert.Empty(await LeftBehindAsync(before));
        }
        finally
        {
            Environment.SetEnvironmentVariable("TMPDIR", usual);
            temporary.Delete(recursive: true);
        }
    }

    /// <summary>
    /// What this process holds beyond what it held before, once that is nothing: a worker that has ended is waited for by the
    /// runtime a moment later. What is still there after half a minute is left behind.
    /// </summary>
    private static async Task<List<string>> LeftBehindAsync(string[] before)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            List<string> left = [.. await HeldAsync()];
            foreach (string held in before)
                left.Remove(held);
            if (left.Count == 0 || clock.Elapsed > s_patience)
                return left;
        }
    }

    private static async Task<string[]> HeldAsync()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        await Task.Delay(200, Token);
        return [.. ProcessTable.ChildrenOf(Environment.ProcessId).Select(child => $"process {child}"), .. ProcessTable.OpenFiles(),
            .. ProcessTable.Threads(), .. TemporaryFiles()];
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
        [.. new[] { Path.GetTempPath(), "/dev/shm" }.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFileSystemEntries(folder, "workloads-*"))];
}
