using Workloads.Measuring;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

/// <summary>
/// Each experiment of the pools' script at a small size, on the oldest and the newest CPython found: counts and shapes, never times.
/// </summary>
public class PythonPoolsTests
{
    private const int Limit = 180_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task The_costs_of_the_pools_are_measured()
    {
        foreach (CPython python in await OldestAndNewestAsync())
        {
            var costs = await PythonPoolCosts.MeasureAsync(python, calls: 20, mappedCalls: 100, chunkSize: 10, trips: 5, repeats: 2,
                cancellationToken: Token);

            Assert.All([.. costs.SubmitSeconds, .. costs.MapSeconds, .. costs.RoundTripSeconds, .. costs.StartSeconds,
                .. costs.StopSeconds], seconds => Assert.True(seconds > 0));
            Assert.Equal(2, costs.StopSeconds.Count);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_lock_that_is_held_at_a_fork_is_lost_to_the_child_and_a_spawned_one_has_its_own()
    {
        foreach (CPython python in await OldestAndNewestAsync())
        {
            var starts = await PythonStarts.Experiment.RunAsync(python, new { workers = 2 }, cancellationToken: Token);

            Assert.Equal(OperatingSystem.IsLinux() ? false : null, starts.Forked);
            Assert.Equal(true, starts.Spawned);
            Assert.Equal(2, starts.WorkerBytes.Count);
            Assert.Equal(OperatingSystem.IsLinux(), starts.Worker > 0);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_pool_that_maps_many_calls_tells_its_memory()
    {
        foreach (CPython python in await OldestAndNewestAsync())
        {
            var memory = await PythonPoolMemory.MeasureAsync(python, workers: 2, calls: 200_000, Token);

            Assert.Equal(OperatingSystem.IsLinux(), memory.Grown > 0);
            Assert.Equal(OperatingSystem.IsLinux() ? 2 : 0, memory.Workers.Count);
            Assert.All(memory.Workers, bytes => Assert.True(bytes > 0));
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_pool_whose_worker_dies_goes_on_in_NET_and_loses_calls_and_takes_no_more_in_CPython()
    {
        WorkerDeath death = await WorkerDeath.CompareAsync(calls: 50, cancellationToken: Token);

        Assert.Equal(new PoolRemains(50, 49, 1, 0, TakesMore: true), death.DotNet);
        if (death.Python is { } there)
        {
            Assert.Equal(50, there.Arrived + there.Lost + there.Refused);
            Assert.InRange(there.Lost, 1, 50);
            Assert.False(there.TakesMore);
        }

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => WorkerDeath.CompareAsync(calls: 0, cancellationToken: Token));
    }

    private static async Task<IReadOnlyList<CPython>> OldestAndNewestAsync()
    {
        var all = await FoundPythons.AllAsync();
        return all.Count > 1 ? [all[0], all[^1]] : all;
    }
}
