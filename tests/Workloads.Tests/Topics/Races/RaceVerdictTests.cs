using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

/// <summary>What races, cures, references and deadlocks say of the claims, from made-up numbers.</summary>
public sealed class RaceVerdictTests
{
    private const string Python = "CPython 3.13.0";

    [Theory]
    [InlineData(300, 200, 5, true, Ruling.Holds)]
    [InlineData(0, 200, 5, true, Ruling.HoldsNot)] // since 3.10 nothing comes between the read and the write of +=
    [InlineData(300, 200, 0, true, Ruling.HoldsNot)] // no line was printed wrong
    [InlineData(0, 200, 5, false, Ruling.Undecided)] // they hardly ran side by side
    internal void Threads_race_where_updates_are_lost_and_lines_are_wrong(long plain, long withCall, long wrong, bool ranTogether,
        Ruling ruling) =>
        Assert.Equal(ruling, Updates(plain, withCall, locked: 0, wrong, ranTogether).Judge(Claims.C7).RulingOf(Python));

    [Theory]
    [InlineData(200, 0, true, Ruling.Holds)]
    [InlineData(0, 0, true, Ruling.HoldsNot)]
    [InlineData(200, 1, true, Ruling.HoldsNot)]
    [InlineData(200, 0, false, Ruling.Undecided)]
    internal void An_object_needs_a_lock_where_updates_are_lost_without_and_none_with_it(long withCall, long locked, bool ranTogether,
        Ruling ruling) =>
        Assert.Equal(ruling, Updates(plain: 0, withCall, locked, wrong: 5, ranTogether).Judge(Claims.E6).RulingOf(Python));

    [Fact]
    public void Without_a_CPython_it_is_said() =>
        Assert.Equal("No CPython was found.", (Updates(1, 1, 0, 1, true) with { Builds = 0 }).Judge(Claims.C7).LeftOut);

    [Theory]
    [InlineData(1_000_000, 1, Ruling.Holds)]
    [InlineData(999_999, 1, Ruling.HoldsNot)]
    [InlineData(1_000_000, 0.0001, Ruling.Undecided)]
    internal void A_cure_loses_nothing_and_that_is_known_only_where_threads_ran_together(long counted, double overlap, Ruling ruling)
    {
        var race = new Race("lock", IsSafe: true, Threads: 4, Expected: 1_000_000, counted, TimeSpan.FromSeconds(1), overlap);
        var plain = race with { Counter = "plain", IsSafe = false, Counted = 3 };
        var cures = new Cures([plain, race], [(Python, race with { Counted = 1_000_000, Overlap = 1 })]);

        Judgement judged = cures.Judge(Claims.C9);

        Assert.Equal(ruling, judged.RulingOf(Peers.Net));
        Assert.Equal(Ruling.Holds, judged.RulingOf(Python));
        Assert.Equal(3, cures.ToTable().Rows.Count);
    }

    [Theory]
    [InlineData(3, 4, Ruling.Holds)]
    [InlineData(0, 0, Ruling.Undecided)]
    internal void Plain_references_go_wrong_or_were_lucky(int early, int leaked, Ruling ruling)
    {
        var races = new ReferenceRaces([new("plain", 1, 10, 0, 0, 1), new("plain", 2, 10, early, leaked, 2), new("biased", 2, 10, 0, 0, 2)],
            [(Python, 1_000, 0)]);

        Judgement judged = races.Judge(Claims.D3);

        Assert.Equal(ruling, judged.RulingOf(Peers.Net));
        Assert.Contains(Python, judged.LeftOut, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0, Ruling.Holds)]
    [InlineData(2, 0, Ruling.Holds)]
    [InlineData(0, 0, Ruling.HoldsNot)]
    [InlineData(1, 1, Ruling.HoldsNot)]
    internal void Two_locks_deadlock_in_opposite_orders_and_not_in_one(int opposite, int one, Ruling ruling)
    {
        var explorer = new Explorer();
        Exploration two = explorer.Explore(StackProgram.TwoLocks, "forward()", "backward()"),
            single = explorer.Explore(StackProgram.Counter, "add_locked(1)", "add_locked(1)");
        var deadlocks = new Deadlocks([new(Python, opposite, one)], two, two, single);

        Judgement judged = deadlocks.Judge(Claims.D4);

        Assert.Equal(Ruling.Holds, judged.RulingOf(Peers.Model));
        Assert.Equal(ruling, judged.RulingOf(Python));
    }

    [Fact]
    public void A_search_that_was_cut_short_decides_nothing()
    {
        Exploration two = new Explorer().Explore(StackProgram.TwoLocks, "forward()", "backward()");
        Exploration cut = new Explorer { MaxStates = 50 }.Explore(StackProgram.Counter, "add_locked(2)", "add_locked(2)");

        Assert.Equal(Ruling.Undecided, new Deadlocks([], two, two, cut).Judge(Claims.D4).RulingOf(Peers.Model));
    }

    [Fact]
    public void Other_claims_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Updates(1, 1, 0, 1, true).Judge(Claims.A8));
        Assert.Throws<ArgumentException>(() => new Cures([], []).Judge(Claims.A8));
        Assert.Throws<ArgumentException>(() => new ReferenceRaces([], []).Judge(Claims.A8));
    }

    private static LostUpdates Updates(long plain, long withCall, long locked, long wrong, bool ranTogether)
    {
        const long Made = 1_000_000;
        return new(
            [
                new(Python, LostUpdates.Plain, Made, plain, ranTogether),
                new(Python, LostUpdates.WithCall, Made, withCall, RanTogether: true),
                new(Python, LostUpdates.Locked, Made, locked, ranTogether),
            ],
            [new(Python, Lines: 1_000, wrong, Shown: [])],
            builds: 1);
    }
}
