using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class TrialsTests
{
    private static readonly LockOptions None = new() { Mode = LockMode.None };

    // Longer and longer: on a busy machine the thread that has the lock may stand still.
    [Fact(Timeout = Chance.TimeLimit)]
    public Task Threads_that_compute_hand_the_lock_over() =>
        Chance.HappensAsync("The lock is handed over.", 200,
            milliseconds => ModelContention.HandOvers(duration: TimeSpan.FromMilliseconds(milliseconds)) > 0);

    [Fact(Timeout = 30_000)]
    public async Task Without_a_lock_there_is_nothing_to_hand_over()
    {
        double aSecond = await Task.Run(() => ModelContention.HandOvers(None, duration: TimeSpan.FromMilliseconds(20)));

        Assert.Equal(0, aSecond);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_sleeping_thread_beside_a_computing_one_gets_the_lock_back_each_time()
    {
        IReadOnlyList<double> took = await Task.Run(() => ModelContention.Sleeps(waits: 5));

        Assert.Equal(5, took.Count);
        Assert.All(took, seconds => Assert.True(seconds >= 0.001));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_trial_that_is_cancelled_leaves_no_thread_computing()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Task.Run(() => ModelContention.HandOvers(duration: TimeSpan.FromMinutes(1), cancellationToken: soon.Token)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Task.Run(() => ModelContention.Sleeps(waits: 1_000_000, cancellationToken: soon.Token)));
    }

    [Theory(Timeout = 30_000)]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Datagrams_are_echoed_alone_and_beside_computing_threads(int computingThreads)
    {
        IReadOnlyList<double> took =
            await Task.Run(() => Datagrams.RoundTrips(null, computingThreads, messages: 5, TestContext.Current.CancellationToken));

        Assert.Equal(5, took.Count);
        Assert.All(took, seconds => Assert.True(seconds > 0));
    }

    [Fact(Timeout = 30_000)]
    public async Task Cancelled_echoing_ends_its_thread()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Task.Run(() => Datagrams.RoundTrips(null, 1, 10_000_000, soon.Token)));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(LockMode.OneForProcess)]
    [InlineData(LockMode.OneForEachInterpreter)]
    [InlineData(LockMode.None)]
    public async Task One_thread_and_several_have_their_turns_under_every_kind_of_lock(LockMode mode)
    {
        Turns computed = await ModelThreads.ComputeAsync(new() { Mode = mode }, size: 10, calls: 5, threads: 3, rounds: 2,
            TestContext.Current.CancellationToken);
        Turns hashed = await ModelThreads.HashAsync(new() { Mode = mode }, kilobytes: 16, calls: 3, threads: 2, rounds: 2,
            TestContext.Current.CancellationToken);

        Assert.Equal(["one thread", "3 threads"], computed.Names);
        Assert.Equal((2, 2), (computed.Rounds, hashed.Rounds));
    }
}
