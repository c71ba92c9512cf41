using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class TrialsTests
{
    private static readonly LockOptions s_none = new() { Mode = LockMode.None };

    // Longer and longer: on a busy machine the thread that has the lock may stand still.
    [Fact(Timeout = Chance.TimeLimit)]
    public Task Threads_that_compute_hand_the_lock_over() =>
        Chance.HappensAsync("The lock is handed over.", 200, milliseconds => ModelContention.HandOvers(duration: TimeSpan.FromMilliseconds(milliseconds)) > 0);

    [Fact(Timeout = 30_000)]
    public async Task Without_a_lock_there_is_nothing_to_hand_over()
    {
        double aSecond = await Task.Run(() => ModelContention.HandOvers(s_none, duration: TimeSpan.FromMilliseconds(20)));

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

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => ModelContention.HandOvers(duration: TimeSpan.FromMinutes(1), cancellationToken: soon.Token)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => ModelContention.Sleeps(waits: 1_000_000, cancellationToken: soon.Token)));
    }

    [Theory(Timeout = 30_000)]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Datagrams_are_echoed_alone_and_beside_computing_threads(int computingThreads)
    {
        IReadOnlyList<double> took = await Task.Run(() => ModelUdpEcho.RoundTrips(computingThreads: computingThreads, messages: 5));

        Assert.Equal(5, took.Count);
        Assert.All(took, seconds => Assert.True(seconds > 0));
    }

    [Fact(Timeout = 30_000)]
    public async Task Cancelled_echoing_ends_its_thread()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => ModelUdpEcho.RoundTrips(messages: 10_000_000, cancellationToken: soon.Token)));
    }

    [Fact(Timeout = 30_000)]
    public async Task With_a_lock_for_each_interpreter_every_thread_has_one_of_its_own()
    {
        ModelThreadsAgainstOne computed = await Task.Run(() => ModelThreadsAgainstOne.Compute(new() { Mode = LockMode.OneForEachInterpreter }, size: 10, calls: 5, threads: 3, repeats: 2));

        Assert.True(double.IsFinite(computed.Ratio));
    }

    [Fact(Timeout = 120_000)]
    public async Task The_explorer_s_speed_is_measured_after_its_first_time()
    {
        ExplorerSpeed speed = await Task.Run(() => ExplorerSpeed.Measure(repeats: 2));

        Assert.Equal(2, speed.Next.Count);
        Assert.All(speed.Next, found => Assert.Equal(speed.First.States, found.States));
        Assert.True(speed.StatesPerSecond > 0);
    }

    [Fact(Timeout = 30_000)]
    public async Task Both_sides_are_timed_as_often_as_asked()
    {
        ModelThreadsAgainstOne computed = await Task.Run(() => ModelThreadsAgainstOne.Compute(size: 10, calls: 5, threads: 3, repeats: 2));
        ModelThreadsAgainstOne hashed = await Task.Run(() => ModelThreadsAgainstOne.Hash(kilobytes: 16, calls: 3, repeats: 2));

        Assert.Equal((2, 2), (computed.OneThreadSeconds.Count, computed.ThreadsSeconds.Count));
        Assert.True(double.IsFinite(computed.Ratio) && hashed.Ratio > 0);
    }
}
