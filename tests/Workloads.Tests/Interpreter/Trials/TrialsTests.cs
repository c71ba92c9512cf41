using Workloads.Interpreter.Locking;
using Workloads.Interpreter.Trials;

namespace Workloads.Tests.Interpreter.Trials;

public sealed class TrialsTests
{
    private static readonly LockOptions s_none = new() { Mode = LockMode.None };

    [Fact(Timeout = 30_000)]
    public async Task Threads_that_compute_hand_the_lock_over()
    {
        ModelHandOvers found = await Task.Run(() => ModelHandOvers.Count(duration: TimeSpan.FromMilliseconds(200), repeats: 1));

        Assert.True(found.Median > 0);
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_a_lock_there_is_nothing_to_hand_over()
    {
        ModelHandOvers found = await Task.Run(() => ModelHandOvers.Count(s_none, duration: TimeSpan.FromMilliseconds(20), repeats: 1));

        Assert.Equal(0, found.Median);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_sleeping_thread_beside_a_computing_one_gets_the_lock_back_each_time()
    {
        ModelLatency found = await Task.Run(() => ModelLatency.OfSleep(waits: 5));

        Assert.Equal(5, found.Milliseconds.Count);
        Assert.All(found.Milliseconds, time => Assert.True(time >= 1));
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
