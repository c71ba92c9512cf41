using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public class BlockingWaysTests
{
    private static readonly CPython Python = new("/usr/bin/python3", new(3, 13, 0), GilState.On, IsFreeThreaded: false, null, "a test");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0.55, 1.0, Ruling.Holds)]
    [InlineData(0.55, 0.1, Ruling.HoldsNot)]
    [InlineData(1.0, 0.9, Ruling.HoldsNot)]
    [InlineData(0.8, 0.9, Ruling.Undecided)]
    internal void A_call_and_a_computation_must_get_on_at_the_same_time(double ratio, double share, Ruling expected) =>
        Assert.Equal(expected, Made(ratio, 1, share).Judge(Claims.E5).Verdicts[0].Ruling);

    [Fact]
    public void Of_CPython_it_is_also_said_that_threads_do_not_speed_it_up_and_only_a_build_without_a_lock_refutes_that()
    {
        BlockingWays slower = Both(twoThreads: 1.02, Python), faster = Both(twoThreads: 0.55, Python with { Gil = GilState.Off });

        Assert.Equal([Ruling.Holds, OnSeveralCores(Ruling.Holds)], Rulings(slower));
        Assert.Equal([Ruling.Holds, OnSeveralCores(Ruling.HoldsNot)], Rulings(faster));
        Assert.Equal([Ruling.Holds, Ruling.Undecided], Rulings(Both(twoThreads: 0.55, Python))); // under a lock that cannot be
        Assert.Throws<ArgumentException>(() => slower.Judge(Claims.A10));
    }

    [Fact(Timeout = Chance.TimeLimit)]
    public Task A_thread_computes_while_another_waits_in_both_runtimes() =>
        Chance.HappensAsync("Both compute meanwhile.", 40, async milliseconds =>
    {
        BlockingWays ways = await BlockingWays.MeasureAsync(milliseconds, stepMilliseconds: 0.1, rounds: 2, Token);

        StepsMeanwhile[] all = ways.Python is null ? [ways.DotNet] : [ways.DotNet, ways.Python];
        Assert.Equal(milliseconds * 10, ways.Steps);
        Assert.Equal(5, ways.Times.DotNet.Names.Count);
        Assert.All(all, steps => Assert.Equal(2, steps.Meanwhile.Count));
        Assert.All(all, steps => Assert.All(steps.Meanwhile, done => Assert.InRange(done, 0, ways.Steps)));
        return all.All(steps => steps.Meanwhile.Any(done => done > 0));
    });

    [Fact(Timeout = 120_000)]
    public async Task Delays_are_told_beside_as_many_threads_in_both_runtimes()
    {
        AnswerDelays delays = await AnswerDelays.MeasureAsync(waitMilliseconds: 1, computing: 2, rounds: 1, Token);

        Assert.Equal(["alone", "beside 2 computing threads"], delays.Times.DotNet.Names);
        Assert.Equal(delays.Times.Python is null ? 2 : 5, delays.ToTable().Rows.Count);
    }

    [Fact]
    public void A_delay_is_the_median_of_the_rounds_differences() => Assert.Equal(
        0.005,
        AnswerDelays.Late(new(["alone", "beside"], [[0.020, 0.030, 0.021], [0.025, 0.036, 0.022]]), "beside").Value,
        6);

    [Fact]
    public async Task Parameters_out_of_range_are_refused_in_one_line()
    {
        Assert.Contains("waitMilliseconds",
            (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => BlockingWays.MeasureAsync(0, cancellationToken: Token))).Message,
            StringComparison.Ordinal);
        Assert.Contains("stepMilliseconds",
            (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
                () => BlockingWays.MeasureAsync(60, 31, cancellationToken: Token))).Message, StringComparison.Ordinal);
        Assert.Contains("computing",
            (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
                () => AnswerDelays.MeasureAsync(computing: 0, cancellationToken: Token))).Message, StringComparison.Ordinal);
    }

    private static Ruling OnSeveralCores(Ruling ruling) => Environment.ProcessorCount > 1 ? ruling : Ruling.Undecided;

    private static Ruling[] Rulings(BlockingWays ways) => [.. ways.Judge(Claims.E5).Verdicts.Select(verdict => verdict.Ruling)];

    private static BlockingWays Both(double twoThreads, CPython build) => Made(0.55, 0.5, 1) with
    {
        Times = new(Rounds(0.55, 0.5), Rounds(0.6, twoThreads), build),
        Python = Steps(0.9),
    };

    private static BlockingWays Made(double ratio, double twoThreads, double share) =>
        new(new InBoth(Rounds(ratio, twoThreads)), 300, Steps(share));

    private static StepsMeanwhile Steps(double share) => new(0.0002, Around(300 * share));

    private static Turns Rounds(double ratio, double twoThreads) => new(
        [BlockingWays.InTurn, BlockingWays.WithThread, BlockingWays.TwoInTurn, BlockingWays.TwoThreads],
        [Around(0.12), Around(0.12 * ratio, period: 2), Around(0.06), Around(0.06 * twoThreads)]);

    private static double[] Around(double value, int period = 3) =>
        [.. Enumerable.Range(0, 11).Select(round => value * (1 + 0.001 * (round % period)))];
}
