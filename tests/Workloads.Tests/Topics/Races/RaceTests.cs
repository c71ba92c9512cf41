using Workloads.Topics;

namespace Workloads.Tests;

public class RaceTests
{
    private const int TimeLimit = 120_000;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(20);

    public static TheoryData<string> SafeCures => [.. Cures.All.Select(Named).Where(cure => cure.IsSafe).Select(cure => cure.Name)];

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(SafeCures))]
    public async Task A_cure_loses_no_update(string cure)
    {
        await Task.Yield();

        Race race = Race.Run(CureNamed(cure), threads: 4, Window, TestContext.Current.CancellationToken);

        Assert.True(race.IsSafe && race.Expected > 0);
        Assert.Equal(race.Expected, race.Counted);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task No_counter_loses_anything_with_one_thread()
    {
        await Task.Yield();

        var races = Cures.All.Select(make => Race.Run(make, threads: 1, Window, TestContext.Current.CancellationToken)).ToList();

        Assert.All(races, race => Assert.Equal((0, 0), (race.Lost, race.Overlap)));
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task When_all_read_before_all_write_one_update_of_each_round_survives(int threads)
    {
        await Task.Yield();

        Race race = Race.Run(() => new RendezvousCounter(threads), threads, Window, TestContext.Current.CancellationToken);

        // Threads may end their last slice of 256 updates with fewer others beside them.
        long least = race.Expected / threads;
        Assert.InRange(race.Counted, least, least + (threads * 256));
    }

    [Fact(Timeout = Chance.TimeLimit)]
    public async Task A_plain_counter_loses_updates_in_some_trial()
    {
        if (Environment.ProcessorCount < 2)
            Required.Skip("updates are lost where two cores run at once, and there is one");

        // A single trial may be lucky, and on a busy machine threads may run one after the other.
        await Chance.HappensAsync(
            "An update is lost.", 50,
            milliseconds => Race.Run(() => new PlainCounter(), threads: 4, TimeSpan.FromMilliseconds(milliseconds),
            TestContext.Current.CancellationToken).Lost > 0);
    }

    // The threads look at the token after some thousand updates, and meet twice in each: on a busy machine that takes a while.
    [Fact(Timeout = 240_000)]
    public async Task A_cancelled_race_leaves_no_thread_even_where_threads_wait_for_each_other()
    {
        await Task.Yield();
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.Throws<OperationCanceledException>(
            () => Race.Run(() => new RendezvousCounter(3), threads: 3, TimeSpan.FromMinutes(30), source.Token));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1_025, 1)]
    [InlineData(1, 0)]
    [InlineData(1, -1)]
    public void Numbers_out_of_range_are_refused(int threads, int milliseconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Race.Run(() => new PlainCounter(), threads, TimeSpan.FromMilliseconds(milliseconds)));

    private static Counter Named(Func<Counter> make)
    {
        using Counter counter = make();
        return counter;
    }

    private static Func<Counter> CureNamed(string name) => Cures.All.First(make => Named(make).Name == name);
}
