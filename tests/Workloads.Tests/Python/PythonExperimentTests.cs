using System.Globalization;
using System.Text.RegularExpressions;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

/// <summary>Each experiment at a small size, on the oldest and the newest CPython found: counts and shapes, never times.</summary>
public sealed class PythonExperimentTests
{
    private const int Limit = 180_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = Limit)]
    [InlineData(PythonFutureEnding.Result, "pending running finished")]
    [InlineData(PythonFutureEnding.Failure, "pending running finished")]
    [InlineData(PythonFutureEnding.CancelledInTheQueue, "pending cancelled cancelled")]
    [InlineData(PythonFutureEnding.CancelledWhileRunning, "pending running running finished")]
    public async Task A_future_is_pending_running_and_done_and_only_in_the_queue_it_can_be_cancelled(PythonFutureEnding ending, string states)
    {
        foreach (var python in await OldestAndNewestAsync())
        {
            var future = await PythonFuture.WatchAsync(python, ending, Token);

            Assert.Equal(states, string.Join(' ', future.Moments.Select(moment => moment.State)));
            Assert.Equal([1, 2, 3], future.Callbacks);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_loops_heart_stands_still_while_its_thread_is_kept()
    {
        foreach (var python in await OldestAndNewestAsync())
        {
            var hearts = await PythonHeartbeat.WatchAsync(python, TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(10), Token);

            // Blocked, no beat can come for as long as it lasts; the others' gaps depend on the machine.
            Assert.Equal(5, hearts.LongestGapSeconds.Count);
            Assert.True(hearts.LongestGapSeconds["sleeps, blocking"] >= 0.19);
            Assert.True(hearts.LongestGapSeconds["computes"] >= 0.19);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task The_costs_of_threads_are_measured()
    {
        foreach (var python in await OldestAndNewestAsync())
        {
            var threads = await PythonThreadCosts.MeasureAsync(python, threads: 100, repeats: 2, Token); // many, since Linux tells the memory to some hundred kilobytes

            Assert.True(threads.Start > TimeSpan.Zero);
            if (OperatingSystem.IsLinux())
                Assert.InRange(threads.BytesPerThread!.Value, 100, 1_000_000);
        }
    }

    private static async Task<IReadOnlyList<CPython>> OldestAndNewestAsync()
    {
        var all = await FoundPythons.AllAsync();
        return all.Count > 1 ? [all[0], all[^1]] : all;
    }
}
