using Workloads.Measuring;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

/// <summary>What results of the GIL's topic say of the claims, from made-up numbers.</summary>
public sealed class GilVerdictTests
{
    private const string Python = "CPython 3.13.0";

    [Fact]
    public void One_thread_at_a_time_holds_under_a_lock_and_not_without_and_switching_costs_little()
    {
        SeveralCores();
        var against = new ThreadsAgainstOne(
            [Threads(Peers.Net, hasLock: false, 0.52), Threads(Peers.Model, hasLock: true, 1.5), Threads(Python, hasLock: true, 1.04)]);

        Judgement judged = against.Judge(Claims.A6);

        Assert.Equal(Ruling.HoldsNot, judged.RulingOf(Peers.Net));
        Assert.Equal(Ruling.Holds, judged.RulingOf(Peers.Model));
        Assert.Equal(Ruling.HoldsNot, judged.RulingOf(Python));
        Assert.StartsWith("Switching between two threads", judged.Verdicts[2].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_threads_that_take_less_than_one_under_a_lock_were_disturbed()
    {
        var against = new ThreadsAgainstOne(
            [Threads(Peers.Net, hasLock: false, 0.5), Threads(Peers.Model, hasLock: true, 1), Threads(Python, hasLock: true, 0.75)]);

        Assert.Equal(Ruling.Undecided, against.Judge(Claims.A6).RulingOf(Python));
    }

    [Fact]
    public void Without_a_CPython_it_is_said()
    {
        var against = new ThreadsAgainstOne([Threads(Peers.Net, hasLock: false, 0.5), Threads(Peers.Model, hasLock: true, 1)]);

        Assert.Equal("No CPython was found.", against.Judge(Claims.A6).LeftOut);
    }

    [Theory]
    [InlineData(0.51, 1.03, Ruling.Holds)]
    [InlineData(0.98, 1.03, Ruling.HoldsNot)]
    [InlineData(0.51, 0.6, Ruling.Undecided)]
    internal void Native_code_lets_go_when_two_hash_in_half_the_time_and_two_compute_in_the_same(double hashing, double computing,
        Ruling ruling)
    {
        SeveralCores();
        var against = new ThreadsAgainstOne(
            [Threads(Python, hasLock: true, computing) with { Hashing = MadeUpRounds.Of(("one", 1), ("two", hashing)) }]);

        Assert.Equal(ruling, against.Judge(Claims.C5).RulingOf(Python));
    }

    [Fact]
    public void Hashing_that_was_not_measured_judges_nothing()
    {
        var against = new ThreadsAgainstOne([Threads(Python, hasLock: true, 1)]);

        Assert.Throws<ArgumentException>(() => against.Judge(Claims.C5));
        Assert.Throws<ArgumentException>(() => against.Judge(Claims.A8));
    }

    [Theory]
    [InlineData(1.8, 50, Ruling.Holds)]
    [InlineData(0.7, 50, Ruling.HoldsNot)]
    [InlineData(1.8, 0, Ruling.HoldsNot)]
    [InlineData(1.1, 50, Ruling.Undecided)]
    internal void Traced_calls_interleave_and_take_longer_in_a_pool(double pool, int switches, Ruling ruling)
    {
        var traced = new TracedCalls(
            [new(Python, MadeUpRounds.Of(("untraced", 0.01), ("one thread", 1), ("threads", pool)), 1_000, switches, ["Thread: 1"])]);

        Assert.Equal(ruling, traced.Judge(Claims.A5).RulingOf(Python));
        Assert.Contains("Thread: 1", traced.ToLines().ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => traced.Judge(Claims.A6));
    }

    [Theory]
    [InlineData(0.5, 0.9, Ruling.Holds)]
    [InlineData(1, 0.9, Ruling.HoldsNot)]
    [InlineData(0.5, 0.5, Ruling.HoldsNot)]
    internal void Threads_without_a_lock_gain_and_cost_less_than_processes(double threads, double processes, Ruling ruling)
    {
        SeveralCores();
        var without = new WithoutLock([(Peers.Net, MadeUpRounds.Of(("one thread", 1), ("threads", threads), ("processes", processes)))]);

        Judgement judged = without.Judge(Claims.A14);

        Assert.Equal(ruling, judged.RulingOf(Peers.Net));
        Assert.Contains("without a GIL", judged.LeftOut, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => without.Judge(Claims.A6));
    }

    [Theory]
    [InlineData(0.005, 1.02, 0.035, 1.03, Ruling.Holds)]
    [InlineData(0.05, 1.02, 0.035, 1.03, Ruling.HoldsNot)] // the lock is kept too long
    [InlineData(0.005, 8, 0.035, 1.03, Ruling.HoldsNot)] // waits one after the other
    [InlineData(0.005, 1.02, 0.3, 1.03, Ruling.HoldsNot)] // a wait that loses much
    [InlineData(0.005, 1.02, 0.035, 0.5, Ruling.Undecided)] // impossible under a lock
    internal void The_rules_hold_when_all_of_them_do(double kept, double atOnce, double beside, double two, Ruling ruling)
    {
        SeveralCores();
        var rules = new GilRules([new(
            Python, MadeUpRounds.Of(("kept", kept)), MadeUpRounds.Of(("one wait", 0.03), ("8 waits", 0.03 * atOnce)),
            MadeUpRounds.Of(("one wait beside a computing thread", beside)),
            MadeUpRounds.Of(("one thread", 1), ("2 threads", two)))], TimeSpan.FromMilliseconds(30));

        Assert.Equal(ruling, rules.Judge(Claims.B4).RulingOf(Python));
        Assert.Throws<ArgumentException>(() => rules.Judge(Claims.A6));
    }

    [Fact]
    public void Without_a_lock_threads_that_compute_do_not_slow_each_other_down()
    {
        SeveralCores();
        var rules = new GilRules([new(
            Peers.Net, null, MadeUpRounds.Of(("one wait", 0.03), ("8 waits", 0.03)),
            MadeUpRounds.Of(("one wait beside a computing thread", 0.03)), MadeUpRounds.Of(("one thread", 1), ("2 threads", 0.5)))],
            TimeSpan.FromMilliseconds(30));

        Assert.Equal(Ruling.HoldsNot, rules.Judge(Claims.B4).RulingOf(Peers.Net));
    }

    [Theory]
    [InlineData(1.03, 1.02, Ruling.Holds)]
    [InlineData(1.5, 1.02, Ruling.HoldsNot)]
    [InlineData(1.15, 1.02, Ruling.Undecided)]
    internal void One_thread_hardly_pays_and_two_gain_nothing(double waiting, double two, Ruling ruling)
    {
        SeveralCores();
        Turns cheap = MadeUpRounds.Of((OneThreadPrice.Plain, 1), (OneThreadPrice.Checked, 1.02)),
            model = MadeUpRounds.Of(("one thread", 1), ("2 threads", 1.02));
        var price = new OneThreadPrice(cheap, model,
            [(Python, true, MadeUpRounds.Of(("one thread", 1), ("one thread beside a waiting one", waiting), ("2 threads", two)))],
            "No pypy3 was found.");

        Judgement judged = price.Judge(Claims.D2);

        Assert.Equal(Ruling.Holds, judged.RulingOf(Peers.Model));
        Assert.Equal(ruling, judged.RulingOf(Python));
        Assert.Equal("No pypy3 was found.", judged.LeftOut);
        Assert.Throws<ArgumentException>(() => price.Judge(Claims.A6));
    }

    [Fact]
    public void A_disturbed_measurement_decides_nothing()
    {
        var without = new WithoutLock([(Peers.Net, MadeUpRounds.Disturbed(("one thread", 1), ("threads", 0.5), ("processes", 0.9)))]);

        Verdict verdict = without.Judge(Claims.A14).Verdicts[0];

        Assert.Equal(Ruling.Undecided, verdict.Ruling);
        Assert.Contains("another program", verdict.Reason, StringComparison.Ordinal);
    }

    private static RuntimeThreads Threads(string runtime, bool hasLock, double two) =>
        new(runtime, hasLock, MadeUpRounds.Of(("one thread", 1), ("2 threads", two)));

    private static void SeveralCores()
    {
        if (Environment.ProcessorCount == 1)
            Required.Skip("with one core every comparison of threads is undecided");
    }
}
