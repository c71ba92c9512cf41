using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public class BehindSlowTests
{
    private static readonly CPython Python = new("/usr/bin/python3", new(3, 13, 0), GilState.On, IsFreeThreaded: false, null, "a test");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0.017, 0.001, Ruling.Holds)]
    [InlineData(0.017, 0.016, Ruling.HoldsNot)]
    [InlineData(0.001, 0.0009, Ruling.HoldsNot)]
    [InlineData(0.017, 0.0085, Ruling.Undecided)]
    internal void One_thread_keeps_the_quick_ones_waiting_and_threads_must_not(double oneThread, double threadEach, Ruling expected) =>
        Assert.Equal(expected, Made(oneThread, threadEach).Judge(Claims.A10).Verdicts[0].Ruling);

    [Fact]
    public void Each_runtime_has_a_verdict_in_the_slow_requests_time_and_other_claims_are_refused()
    {
        BehindSlow both = Made(0.015, 0.001);
        both = both with { Waits = both.Waits with { Python = Rounds(0.018, 0.017), Build = Python } };

        Judgement judgement = both.Judge(Claims.A10);

        Assert.Equal([Ruling.Holds, Ruling.HoldsNot], judgement.Verdicts.Select(verdict => verdict.Ruling));
        Assert.Contains("waited 50", judgement.Verdicts[0].Reason, StringComparison.Ordinal);
        Assert.Equal(InBoth.NoPython, Made(1, 1).Judge(Claims.A10).LeftOut);
        Assert.Contains("A10", Assert.Throws<ArgumentException>(() => both.Judge(Claims.B18)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_counts_is_due_while_a_slow_one_is_served()
    {
        var load = new BehindSlow.SlowLoad(rate: 1_000, slowMilliseconds: 10);

        Assert.Equal([0, 20], Enumerable.Range(0, 40).Where(load.IsSlow));
        Assert.Equal([.. Enumerable.Range(1, 9), .. Enumerable.Range(21, 9)], load.Behind);
    }

    [Fact(Timeout = 120_000)]
    public async Task Every_server_is_asked_in_every_runtime()
    {
        BehindSlow behind = await BehindSlow.MeasureAsync(rate: 1_000, slowMilliseconds: 10, rounds: 1, Token);

        Assert.Equal([BehindSlow.OneThread, BehindSlow.ThreadEach, "async"], behind.Waits.DotNet.Names);
        Assert.True(behind.Waits.Python is null || behind.Waits.Python.Names.SequenceEqual(behind.Waits.DotNet.Names));
        Assert.All(behind.Judge(Claims.A10).Verdicts, verdict => Assert.Equal(Ruling.Undecided, verdict.Ruling));
    }

    [Theory]
    [InlineData(3, 30, "200 a second or more")]
    [InlineData(0, 30, "rate must lie from 0.1")]
    [InlineData(1_000, 0, "slowMilliseconds must lie from 1")]
    public async Task Too_few_requests_are_refused_in_one_line(double rate, int slowMilliseconds, string expected) =>
        Assert.Contains(expected,
            (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
                () => BehindSlow.MeasureAsync(rate, slowMilliseconds, cancellationToken: Token))).Message, StringComparison.Ordinal);

    [Fact(Timeout = 60_000)]
    public async Task Loads_are_tabled_by_their_rate_and_no_rate_is_refused()
    {
        RateCurve curve = await RateCurve.MeasureAsync([400, 100], TimeSpan.FromMilliseconds(100), Token);

        Assert.Equal(["100 a second", "400 a second"], curve.ToTable().Rows.Select(row => row[0]));
        Assert.Equal([10, 40], curve.Loads.Select(load => load.Answered + load.Failed));
        Assert.Contains("one rate at least",
            (await Assert.ThrowsAsync<ArgumentException>(() => RateCurve.MeasureAsync([], cancellationToken: Token))).Message,
            StringComparison.Ordinal);
    }

    private static BehindSlow Made(double oneThread, double threadEach) =>
        new(new(Rounds(oneThread, threadEach)), TimeSpan.FromMilliseconds(30));

    private static Turns Rounds(double oneThread, double threadEach) =>
        new([BehindSlow.OneThread, BehindSlow.ThreadEach, "async"], [Around(oneThread), Around(threadEach, period: 2), Around(threadEach)]);

    private static double[] Around(double seconds, int period = 3) =>
        [.. Enumerable.Range(0, 11).Select(round => seconds * (1 + 0.001 * (round % period)))];
}
