using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Python;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public class ChildTrialsTests
{
    private static readonly CPython Python = new("/usr/bin/python3", new(3, 13, 0), GilState.On, IsFreeThreaded: false, null, "a test");

    private static readonly ChildDeeds Done =
        new(new(900, 0), new(1_000_000, IsSame: true, 0.1), new(0.4, 0.01, 2),
            new Dictionary<string, bool> { ["gzip"] = true, ["git"] = true });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Children_that_do_as_they_are_told_hold_in_both()
    {
        var trials = new ChildTrials(Done, Done with { Hang = new(0.4, 1.6, 2) }, Python);

        Assert.All(new[] { Claims.E1, Claims.E2, Claims.E3, Claims.E4 },
            claim => Assert.Equal([Ruling.Holds, Ruling.Holds], Rulings(trials.Judge(claim))));
        Assert.Contains("1.6 s", trials.Judge(Claims.E3).Verdicts[1].Reason, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => trials.Judge(Claims.B15));
    }

    [Fact]
    public void What_goes_wrong_refutes_and_what_was_not_tried_decides_nothing()
    {
        Assert.Equal([Ruling.HoldsNot], Rulings(new ChildTrials(Done with { Looks = new(0, 0) }).Judge(Claims.E1)));
        Assert.Equal([Ruling.HoldsNot], Rulings(new ChildTrials(Done with { Looks = new(9, 3) }).Judge(Claims.E1)));
        Assert.Equal([Ruling.HoldsNot], Rulings(new ChildTrials(Done with { Feed = new(10, IsSame: false, 1) }).Judge(Claims.E2)));
        Assert.Equal([Ruling.Undecided], Rulings(new ChildTrials(Done with { Hang = new(0.001, 0, 0) }).Judge(Claims.E3)));
        Assert.Equal([Ruling.Undecided], Rulings(new ChildTrials(Done with { Hang = new(null, 0, 2) }).Judge(Claims.E3)));
        Assert.Equal([Ruling.HoldsNot],
            Rulings(new ChildTrials(Done with { Tools = new Dictionary<string, bool> { ["git"] = false } }).Judge(Claims.E4)));
        Assert.Empty(new ChildTrials((ChildDeeds?)null).Judge(Claims.E1).Verdicts);
    }

    [Fact(Timeout = 120_000)]
    public async Task Both_runtimes_are_tried_and_in_CPython_the_pipe_is_waited_for_after_the_kill()
    {
        NeedShell();

        ChildTrials trials = await ChildTrials.RunAsync(0.05, 1, TimeSpan.FromMilliseconds(500), 1.5, Token);

        Assert.Equal(1_000_000, trials.DotNet!.Feed.Bytes);
        Assert.True(trials.DotNet.Feed.IsSame);
        Assert.True(trials.DotNet.Tools["gzip"]);
        Assert.Contains("looks", trials.ToHtml(), StringComparison.Ordinal);
        if (trials.Python is not { } there)
            return;
        Assert.Equal(0, there.Looks.ExitCode);
        Assert.True(there.Feed.IsSame && there.Tools["gzip"]);
        Assert.True(there.Hang.GaveUpSeconds >= 0.49);
        if (there.Hang.Lines == 2)
            Assert.True(there.Hang.GaveUpSeconds + there.Hang.NextSeconds >= 1.4);
    }

    [Theory]
    [InlineData(0, 1, 100, 1)]
    [InlineData(1, 0, 100, 1)]
    [InlineData(1, 1, 0, 1)]
    [InlineData(1, 1, 100, 0.05)]
    public async Task Numbers_that_make_no_sense_are_refused(double child, int megabytes, int timeout, double grandchild) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => ChildTrials.RunAsync(child, megabytes, TimeSpan.FromMilliseconds(timeout), grandchild, Token));

    [Theory]
    [InlineData(0.2, Ruling.Holds)]
    [InlineData(0.9, Ruling.HoldsNot)]
    internal void A_fleet_gains_by_more_at_once_or_not(double ratio, Ruling ruling)
    {
        var turns = new Turns([FleetWidths.Name(1), FleetWidths.Name(8)], [Rounds(1), Rounds(ratio)]);

        Assert.Equal([ruling, ruling], Rulings(new FleetWidths(new(turns, turns, Python), [1, 8], 8).Judge(Claims.B15)));
        Assert.Equal([Ruling.Undecided], Rulings(new FleetWidths(new(turns), [1, 8], 1).Judge(Claims.B15)));
        Assert.Throws<ArgumentException>(() => new FleetWidths(new(turns), [1, 8], 8).Judge(Claims.E1));
    }

    [Fact(Timeout = 120_000)]
    public async Task Fleets_of_every_width_are_measured_and_a_fleet_of_none_or_a_wrong_limit_is_refused()
    {
        NeedShell();

        FleetWidths widths = await FleetWidths.MeasureAsync(2, 0.001, [2], rounds: 1, Token);

        Assert.Equal([1, 2], widths.Widths);
        Assert.Contains("<svg", widths.ToHtml(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => FleetWidths.MeasureAsync(0, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => FleetWidths.MeasureAsync(1, -1, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => FleetWidths.MeasureAsync(1, 0, [0], cancellationToken: Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Fleet(2, TimeSpan.FromSeconds(-1)));
        Assert.Empty(((FleetResult)await new Fleet(2).RunAsync([], cancellationToken: Token)).Children);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => new Command("sleep", "5").RunAsync(timeout: TimeSpan.Zero, cancellationToken: Token));
    }

    private static void NeedShell()
    {
        if (Command.Find("sh") is null || Command.Find("sleep") is null || Command.Find("gzip") is null)
            Required.Skip("The small tools of a Unix are missing here.");
    }

    private static Ruling[] Rulings(Judgement judgement) => [.. judgement.Verdicts.Select(verdict => verdict.Ruling)];

    private static double[] Rounds(double seconds) => [.. Enumerable.Range(0, 11).Select(round => seconds * (1 + 0.001 * (round % 3)))];
}
