using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Topics;

namespace Workloads.Tests;

public class RaceTests
{
    private const int TimeLimit = 120_000;

    public static TheoryData<string> SafeCures => [.. Cures.All.Select(Named).Where(cure => cure.IsSafe).Select(cure => cure.Name)];

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(SafeCures))]
    public async Task A_cure_loses_no_update(string cure)
    {
        await Task.Yield();

        RaceResult result = Race.Run(CureNamed(cure), threads: 4, updates: 2_000, trials: 3, TestContext.Current.CancellationToken);

        Assert.All(result.Trials, trial => Assert.Equal(8_000, trial.Counted));
        Assert.Equal(0, result.Lost);
        Assert.Equal(0, result.TrialsThatLost);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task No_counter_loses_anything_with_one_thread()
    {
        await Task.Yield();

        var results = Race.Compare(Cures.All, threads: 1, updates: 1_000, trials: 2, TestContext.Current.CancellationToken);

        Assert.Equal(Cures.All.Count, results.Count);
        Assert.All(results, result => Assert.Equal(0, result.Lost));
        Assert.All(results, result => Assert.Equal(2, result.Trials.Count));
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    public async Task When_all_read_before_all_write_one_update_of_each_round_survives(int threads)
    {
        await Task.Yield();

        RaceResult result = Race.Run(() => new RendezvousCounter(threads), threads, updates: 50, trials: 3, TestContext.Current.CancellationToken);

        Assert.All(result.Trials, trial => Assert.Equal(50, trial.Counted));
        Assert.Equal((threads - 1.0) / threads, result.MedianLostShare, precision: 12);
    }

    [Fact(Timeout = Chance.TimeLimit)]
    public async Task A_plain_counter_loses_updates_in_some_trial()
    {
        if (Environment.ProcessorCount < 2)
            Required.Skip("updates are lost where two cores run at once, and there is one");

        // A single trial may be lucky, and on a busy machine threads may run one after the other.
        await Chance.HappensAsync(
            "An update is lost.", 100_000, updates => Race.Run(() => new PlainCounter(), threads: 4, updates, trials: 1, TestContext.Current.CancellationToken).Lost > 0);
    }

    // The threads look at the token after some thousand updates, and meet twice in each: on a busy machine that takes a while.
    [Fact(Timeout = 240_000)]
    public async Task A_cancelled_race_leaves_no_thread_even_where_threads_wait_for_each_other()
    {
        await Task.Yield();
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.Throws<OperationCanceledException>(() => Race.Run(() => new RendezvousCounter(3), threads: 3, updates: int.MaxValue, trials: 1, source.Token));
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1_025, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    public void Numbers_out_of_range_are_refused(int threads, int updates, int trials) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Race.Run(() => new PlainCounter(), threads, updates, trials));

    private static Counter Named(Func<Counter> make)
    {
        using Counter counter = make();
        return counter;
    }

    private static Func<Counter> CureNamed(string name) => Cures.All.First(make => Named(make).Name == name);
}
