using System.Diagnostics;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class BoundSharesTests
{
    private const int TimeLimit = 120_000;

    private static readonly TimeSpan Time = TimeSpan.FromMilliseconds(10);

    private static readonly CPython Python = new("/usr/bin/python3", new(3, 13, 0), GilState.On, IsFreeThreaded: false, null, "a test");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0.99, 0.01, 0.02, Ruling.Holds)]
    [InlineData(0.6, 0.01, 0.02, Ruling.HoldsNot)]
    [InlineData(0.99, 0.01, 0.9, Ruling.HoldsNot)]
    [InlineData(0.7995, 0.01, 0.02, Ruling.Undecided)]
    internal void Computing_keeps_a_core_busy_and_waiting_wants_none(double computing, double timer, double socket, Ruling ruling) =>
        Assert.Equal([Ruling.Holds, ruling], Rulings(Made([0.99, 0.01, 0.02, 0.5], [computing, timer, socket, 0.5]).Judge(Claims.D1)));

    [Fact]
    public void Other_programs_and_too_few_rounds_decide_nothing_and_neither_does_another_claim()
    {
        double[] shares = [0.99, 0.01, 0.02, 0.5];
        BoundShares disturbed = Made(shares, shares, disturbance: "other programs were busy."), once = Made(shares, shares, rounds: 1);

        Assert.Equal([Ruling.Undecided, Ruling.Undecided], Rulings(disturbed.Judge(Claims.D1)));
        Assert.Equal([Ruling.Undecided, Ruling.Undecided], Rulings(once.Judge(Claims.D1)));
        Assert.Contains("Nothing is decided: other programs were busy.", disturbed.ToTable().Caption, StringComparison.Ordinal);
        Assert.Equal(Bound.Undecided, disturbed.Of(BoundShares.Computing));
        Assert.Equal(InBoth.NoPython, new BoundShares(new InBoth(disturbed.Shares.DotNet)).Judge(Claims.D1).LeftOut);
        Assert.Throws<ArgumentException>(() => once.Judge(Claims.D6));
    }

    [Theory]
    [InlineData(0.8, 0.9, Bound.Cpu, "CPU-bound")]
    [InlineData(0, 0.2, Bound.Io, "I/O-bound")]
    [InlineData(0.21, 0.79, Bound.Mixed, "mixed")]
    [InlineData(0.7, 0.9, Bound.Undecided, "undecided: its interval reaches across 80 %")]
    [InlineData(0.1, 0.9, Bound.Undecided, "undecided: its interval reaches across 20 % and 80 %")]
    internal void A_share_is_told_by_its_whole_interval(double low, double high, Bound bound, string told)
    {
        var share = new Estimate((low + high) / 2, low, high);

        Assert.Equal((bound, told), (BoundRule.Of(share, isDisturbed: false), BoundRule.Told(share, isDisturbed: false)));
        Assert.Equal((Bound.Undecided, "undecided"), (BoundRule.Of(share, isDisturbed: true), BoundRule.Told(share, isDisturbed: true)));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Both_runtimes_measure_the_same_calls_and_can_be_shown()
    {
        BoundShares bounds = await BoundShares.MeasureAsync(Time, rounds: 3, cancellationToken: Token);

        Assert.Equal([BoundShares.Computing, BoundShares.Timer, BoundShares.Socket, BoundShares.Both], bounds.Shares.DotNet.Names);
        Assert.True(bounds.Shares.Python is null || bounds.Shares.Python.Names.SequenceEqual(bounds.Shares.DotNet.Names));
        Assert.All(bounds.Shares.Sides,
            side => Assert.All(side.Turns.Names.SelectMany(side.Turns.Values), share => Assert.InRange(share, 0, 1)));
        Assert.All(bounds.Shares.Sides,
            side => Assert.True(side.Turns.Took(BoundShares.Computing).Value > side.Turns.Took(BoundShares.Timer).Value));
        Assert.Contains(BoundShares.Socket, bounds.ToHtml(), StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Waiting_that_keeps_its_core_wants_it_all_the_time_and_what_a_call_throws_comes_out()
    {
        if (!OperatingSystem.IsLinux())
            Required.Skip("Only Linux tells how long a thread stood ready without a core, and other tests run beside this one.");
        using var peer = new SlowPeer(Time);
        void AskAgainAndAgain()
        {
            peer.Ask();
            while (!peer.HasAnswered)
            {
            }

            peer.Take();
        }

        BoundShares mine = await BoundShares.OfAsync("mine", AskAgainAndAgain, rounds: 3, Token);

        Assert.True(mine.Shares.DotNet.Took("mine").Value > 0.5, mine.ToString());
        await Assert.ThrowsAsync<FormatException>(() => BoundShares.OfAsync("fails", () => throw new FormatException(), rounds: 1, Token));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task The_other_end_of_a_slow_socket_takes_its_time()
    {
        await Task.Yield();
        using var peer = new SlowPeer(Time);
        long start = Stopwatch.GetTimestamp();

        peer.Ask();
        peer.Take();

        Assert.True(Stopwatch.GetElapsedTime(start) >= Time - TimeSpan.FromMilliseconds(1));
        Assert.False(peer.HasAnswered);
    }

    [Fact]
    public async Task Numbers_out_of_range_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => BoundShares.MeasureAsync(TimeSpan.Zero, cancellationToken: Token));
        var refusal = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => BoundShares.MeasureAsync(Time, computed: 1.5, cancellationToken: Token));
        Assert.StartsWith("computed must lie from 0 to 1.", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => BoundShares.MeasureAsync(Time, rounds: 0, cancellationToken: Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlowPeer(TimeSpan.FromMilliseconds(-1)));
    }

    private static Ruling[] Rulings(Judgement judgement) => [.. judgement.Verdicts.Select(verdict => verdict.Ruling)];

    private static BoundShares Made(double[] ours, double[] theirs, int rounds = 11, string? disturbance = null)
    {
        Turns Of(double[] shares) => new(
            [BoundShares.Computing, BoundShares.Timer, BoundShares.Socket, BoundShares.Both],
            [.. shares.Select(share => (double[])[.. Enumerable.Range(0, rounds).Select(round => share * (1 + 0.001 * (round % 3)))])],
            disturbance);
        return new(new InBoth(Of(ours), Of(theirs), Python));
    }
}
