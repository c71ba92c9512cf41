using Workloads.Measuring;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public class StopSignalTests
{
    private const int TimeLimit = 60_000;

    public static IEnumerable<ITheoryDataRow> Signals =>
        [new TheoryDataRow<StopSignal>(new EventSignal()), new TheoryDataRow<StopSignal>(new VolatileFlagSignal()),
            new TheoryDataRow<StopSignal>(new TokenSignal())];

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(Signals))]
    internal async Task A_signal_is_seen_by_a_look_and_at_the_end_of_a_nap(StopSignal signal)
    {
        await Task.Yield();
        bool before = signal.IsSet, napBefore = signal.Nap(TimeSpan.FromMilliseconds(1));

        signal.Set();

        Assert.False(before);
        Assert.False(napBefore);
        Assert.True(signal.IsSet);
        Assert.True(signal.Nap(TimeSpan.FromMilliseconds(1)));
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_event_and_a_token_wake_the_napper(bool isEvent)
    {
        using StopSignal signal = isEvent ? new EventSignal() : new TokenSignal();
        Task<bool> napping = Task.Run(() => signal.Nap(TimeSpan.FromDays(1)));

        signal.Set();

        Assert.True(await napping);
    }

    // Longer and longer naps: on a busy machine the telling may come when the first is over.
    [Fact(Timeout = Chance.TimeLimit)]
    public Task A_flag_is_seen_only_when_the_nap_is_over() =>
        Chance.HappensAsync("The thread stops at the end of its first nap.", 400, milliseconds =>
    {
        StopTrial trial = StopTrial.Run(() => new VolatileFlagSignal(), nap: TimeSpan.FromMilliseconds(milliseconds),
            runFor: TimeSpan.FromMilliseconds(50));

        Assert.Equal("volatile flag", trial.Signal);
        return trial.Naps == 1 && trial.StopLatency > TimeSpan.FromMilliseconds(100);
    });

    [Theory(Timeout = TimeLimit)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_watched_flag_ends_its_loop_by_the_limit_at_the_latest(bool isVolatile)
    {
        await Task.Yield();

        PlainFlag watched = PlainFlag.Watch(isVolatile, maxTurns: 50_000_000);

        Assert.InRange(watched.Turns, 0, 50_000_000);
        Assert.Equal(watched.Turns < 50_000_000, watched.Stopped);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_volatile_flag_is_always_seen()
    {
        await Task.Yield();

        PlainFlag watched = PlainFlag.Watch(isVolatile: true, maxTurns: 100_000_000_000);

        Assert.True(watched.Stopped);
    }

    [Theory]
    [InlineData(true, true, 0, Ruling.Holds)]
    [InlineData(true, false, 0, Ruling.HoldsNot)]
    [InlineData(false, true, 0, Ruling.HoldsNot)]
    [InlineData(true, true, 1, Ruling.HoldsNot)]
    internal void A_thread_ends_by_itself_and_has_no_way_to_be_ended(bool ranUntilTold, bool ended, int ways, Ruling ruling)
    {
        var trials = new StopTrials([new(Peers.Net, "event", ranUntilTold, ended, TimeSpan.FromMilliseconds(1))], [(Peers.Net, ways)]);

        Judgement judged = trials.Judge(Claims.C6);

        Assert.Equal(ruling, judged.RulingOf(Peers.Net));
        Assert.Equal("No CPython was found.", judged.LeftOut);
        Assert.Throws<ArgumentException>(() => trials.Judge(Claims.C9));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Every_signal_ends_a_thread_here_and_in_CPython()
    {
        var found = await FoundPythons.AllAsync();

        StopTrials trials = await StopTrials.MeasureAsync(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);

        Assert.True(found.Count > 0);
        Assert.All(trials.Rows, row => Assert.True(row.Ended));
        Assert.All(trials.WaysToEnd, ways => Assert.Equal(0, ways.Count));
        Assert.Equal(3 + (2 * (trials.WaysToEnd.Count - 1)), trials.Rows.Count);
    }
}
