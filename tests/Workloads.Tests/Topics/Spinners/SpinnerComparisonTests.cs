using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public class SpinnerComparisonTests
{
    private static readonly CPython Python = new("/usr/bin/python3", new(3, 13, 0), GilState.On, IsFreeThreaded: false, null, "a test");

    [Fact]
    public void Spinners_that_turn_hold_and_one_that_stands_still_does_not()
    {
        SpinnerRun[] runs = [Spun("thread", 9), Spun("process", 8), Spun("coroutine", 1)];
        var waiting = new SpinnerComparison(runs, runs, Python);

        Assert.Equal([Ruling.Holds, Ruling.Holds], Rulings(waiting.Judge(Claims.B5)));
        Assert.Equal([Ruling.Holds, Ruling.Holds], Rulings(waiting.Judge(Claims.B6)));
        Assert.Equal([Ruling.HoldsNot, Ruling.HoldsNot], Rulings(waiting.Judge(Claims.B7)));
    }

    [Theory]
    [InlineData(0, 10, Ruling.Holds)]
    [InlineData(3, 10, Ruling.HoldsNot)]
    [InlineData(0, 2, Ruling.Undecided)]
    internal void A_blocked_loop_draws_nothing_unless_the_work_was_too_short_to_tell(int drawn, int intervals, Ruling ruling)
    {
        Judgement judgement = new SpinnerComparison([Spun("coroutine", drawn, intervals)], []).Judge(Claims.B8);

        Assert.Equal([ruling], Rulings(judgement));
        Assert.Equal(InBoth.NoPython, judgement.LeftOut);
    }

    [Fact]
    public void Supervisors_are_judged_by_what_the_objects_said()
    {
        SpinnerRun thread = Spun("thread", 5), task = Spun("coroutine", 5);
        SpinnerRun[] right =
        [
            thread with { Facts = thread.Facts with { Created = "Unstarted", Started = "Running", EndedBy = SupervisorFacts.Nothing } },
            task with { Facts = task.Facts with { Created = "Waiting", Started = "Waiting", Ended = "Canceled" } },
        ];
        SpinnerRun[] wrong = [right[0], right[1] with { Facts = right[1].Facts with { Created = "Created" } }];

        Assert.Equal([Ruling.Holds], Rulings(new SpinnerComparison(right, []).Judge(Claims.B9)));
        Assert.Equal([Ruling.HoldsNot], Rulings(new SpinnerComparison(wrong, []).Judge(Claims.B9)));
    }

    [Theory]
    [InlineData(0, 8, 1.3, Ruling.Holds)]
    [InlineData(0, 8, 1, Ruling.HoldsNot)] // naps cost nothing
    [InlineData(0, 1, 1.3, Ruling.HoldsNot)] // naps do not help
    [InlineData(5, 8, 1.3, Ruling.HoldsNot)] // it spins without
    internal void A_coroutine_beside_a_computation_turns_with_naps_alone_and_they_cost_time(int without, int with, double price,
        Ruling ruling)
    {
        var computing = new SpinnerComparison([Spun("thread", 9), Spun("process", 8), Spun("coroutine", without)], []);
        var naps = new SpinnerComparison([Spun("coroutine", with)], []);
        var times = new NapPrice(new(new Turns(["without naps", "naps"], [Rounds(1), Rounds(price)])));

        Assert.Equal([ruling], Rulings(computing.Judge(Claims.B10, naps, times)));
        Assert.Throws<ArgumentException>(() => computing.Judge(Claims.B10));
        Assert.Throws<ArgumentException>(() => computing.Judge(Claims.B5, naps, times));
    }

    [Fact(Timeout = 120_000)]
    public async Task Both_runtimes_spin_beside_the_same_work_and_can_be_shown()
    {
        var options = new SpinnerOptions { Interval = TimeSpan.FromMilliseconds(10) };

        SpinnerComparison spun = await SpinnerComparison.RunAsync(
            Spinner.All, [SlowWork.Wait(TimeSpan.FromMilliseconds(50)), SlowWork.NappingPrime(7919, 10)], options,
            TestContext.Current.CancellationToken);

        Assert.Equal(6, spun.DotNet.Count);
        Assert.Equal(spun.Build is null ? [] : spun.DotNet.Select(run => (run.Spinner, run.Work)),
            spun.Python.Select(run => (run.Spinner, run.Work)));
        Assert.Equal(spun.Build is null ? 1 : 2, spun.Supervisors().Items.Count);
        Assert.Contains("<svg", spun.ToHtml(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(
            () => SpinnerComparison.RunAsync(Spinner.All, [], cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 120_000)]
    public async Task Naps_are_priced_from_the_most_frequent_on_and_none_at_all_is_refused()
    {
        NapPrice price = await NapPrice.MeasureAsync([1_000, 10], 1_000_003, 1_000_003, rounds: 1, TestContext.Current.CancellationToken);

        Assert.Equal(["without naps", "naps every 10 divisions", "naps every 1,000 divisions"], price.Times.DotNet.Names);
        Assert.True(price.Times.Python is null || price.Times.Python.Names.SequenceEqual(price.Times.DotNet.Names));
        var none = await Assert.ThrowsAsync<ArgumentException>(
            () => NapPrice.MeasureAsync([], cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("none", none.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(
            () => NapPrice.MeasureAsync([0], cancellationToken: TestContext.Current.CancellationToken));
    }

    private static Ruling[] Rulings(Judgement judgement) => [.. judgement.Verdicts.Select(verdict => verdict.Ruling)];

    private static double[] Rounds(double seconds) => [.. Enumerable.Range(0, 11).Select(round => seconds * (1 + 0.001 * (round % 3)))];

    private static SpinnerRun Spun(string kind, int signs, int intervals = 10)
    {
        var interval = TimeSpan.FromMilliseconds(100);
        SpinnerFrame[] frames = [.. Enumerable.Range(0, signs).Select(sign => new SpinnerFrame(sign, sign * interval))];
        return new(kind, "waits", interval, frames, 42, intervals * interval, intervals * interval, new(
            "Task", "made", "started", "ended", "Set", TimeSpan.FromMilliseconds(1), "here", "there", "Kill", Failure: null));
    }
}
