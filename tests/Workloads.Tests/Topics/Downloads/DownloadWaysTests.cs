using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public class DownloadWaysTests
{
    private static readonly CPython Python = new("/usr/bin/python3", new(3, 13, 0), GilState.On, IsFreeThreaded: false, null, "a test");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_pool_whose_waits_overlap_refutes_that_the_lock_lets_one_download_at_a_time()
    {
        Judgement judgement = Made(dotNet: 0.2, python: 0.22).Judge(Claims.C2);

        Assert.Equal([Ruling.HoldsNot, Ruling.HoldsNot], Rulings(judgement));
        Assert.Contains("6 threads, map take 0.22×", judgement.Verdicts[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pool_that_takes_as_long_as_one_after_the_other_confirms_it() =>
        Assert.Equal([Ruling.HoldsNot, Ruling.Holds], Rulings(Made(dotNet: 0.2, python: 1.01).Judge(Claims.C2)));

    [Theory]
    [InlineData(1, 100, "one thread")]
    [InlineData(6, 0, "nobody wait")]
    public void One_thread_and_a_server_that_makes_nobody_wait_decide_nothing(int threads, int milliseconds, string reason)
    {
        Judgement judgement = Made(dotNet: 0.2, python: 0.2, threads, milliseconds).Judge(Claims.C2);

        Assert.All(judgement.Verdicts, verdict => Assert.Equal(Ruling.Undecided, verdict.Ruling));
        Assert.Contains(reason, judgement.Verdicts[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_CPython_the_judgement_says_so_and_of_other_claims_it_says_nothing()
    {
        DownloadWays ways = Made(dotNet: 0.2, python: 0.2);
        ways = ways with { Times = new(ways.Times.DotNet) };

        Assert.Equal(InBoth.NoPython, ways.Judge(Claims.C2).LeftOut);
        Assert.Contains("C2", Assert.Throws<ArgumentException>(() => ways.Judge(Claims.A1)).Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Every_way_is_measured_and_a_server_that_fails_is_refused()
    {
        DownloadWays ways = await DownloadWays.MeasureAsync(new() { Latency = TimeSpan.FromMilliseconds(1) }, threads: 3, rounds: 1, Token);

        Assert.Equal([DownloadWays.Alone, "3 threads, map", "3 threads, as completed", "async"], ways.Times.DotNet.Names);
        Assert.True(ways.Times.Python is null || ways.Times.Python.Names.SequenceEqual(ways.Times.DotNet.Names));
        await Assert.ThrowsAsync<ArgumentException>(() => DownloadWays.MeasureAsync(new() { ErrorRate = 0.1 }, cancellationToken: Token));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_pool_hides_its_threads_and_its_futures_are_handed_out_before_anything_runs()
    {
        FutureWatch watch = await FutureWatch.RunAsync(Token);

        Assert.All([.. watch.Judge(Claims.C3).Verdicts, .. watch.Judge(Claims.C4).Verdicts],
            verdict => Assert.True(verdict.Ruling == Ruling.Holds, verdict.Reason));
        Assert.Throws<ArgumentException>(() => watch.Judge(Claims.C2));
    }

    [Fact]
    public void Threads_that_are_left_and_calls_that_have_begun_refute_C3_and_C4()
    {
        var life = new FutureLife("a result", [new("over", "finished")], [1, 2, 3], RanWhenSubmitted: true);
        var watch = new FutureWatch(
            ("a test", new([life],
                new(Submitted: 20, NotEnded: 1, Threads: 4, ThreadsLeft: 2, Stopped: 0, FuturesFromMap: 0, FuturesFromSubmit: 20))));

        Verdict third = Assert.Single(watch.Judge(Claims.C3).Verdicts), fourth = Assert.Single(watch.Judge(Claims.C4).Verdicts);

        Assert.Equal((Ruling.HoldsNot, Ruling.HoldsNot), (third.Ruling, fourth.Ruling));
        Assert.Contains("still alive: 2", third.Reason, StringComparison.Ordinal);
        Assert.EndsWith(InBoth.NoPython, watch.Judge(Claims.C3).LeftOut, StringComparison.Ordinal);
    }

    private static Ruling[] Rulings(Judgement judgement) => [.. judgement.Verdicts.Select(verdict => verdict.Ruling)];

    private static DownloadWays Made(double dotNet, double python, int threads = 6, int milliseconds = 100)
    {
        Turns Of(double ratio) => new([DownloadWays.Alone, "6 threads, map"], [Rounds(1), Rounds(ratio)]);
        return new(new(Of(dotNet), Of(python), Python), threads, TimeSpan.FromMilliseconds(milliseconds));
    }

    private static double[] Rounds(double seconds) => [.. Enumerable.Range(0, 11).Select(round => seconds * (1 + 0.001 * (round % 3)))];
}
