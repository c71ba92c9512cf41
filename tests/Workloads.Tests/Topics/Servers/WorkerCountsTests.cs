using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Python;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public class WorkerCountsTests
{
    private static readonly CPython Python = new("/usr/bin/python3", new(3, 13, 0), GilState.On, IsFreeThreaded: false, null, "a test");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2, 0.55, Ruling.Holds)]
    [InlineData(2, 0.9, Ruling.Undecided)]
    [InlineData(16, 0.9, Ruling.HoldsNot)]
    [InlineData(1, 0.55, Ruling.Undecided)]
    internal void Two_workers_must_gain_unless_the_clients_took_their_cores(int cores, double ratio, Ruling expected) =>
        Assert.Equal(expected, Made(ratio).Gain(Rounds(ratio), cores).Ruling);

    [Fact]
    public void The_clients_are_named_where_they_may_be_the_reason()
    {
        Assert.Contains("the clients ran on the same 2 cores", Made(0.9).Gain(Rounds(0.9), 2).Doubt, StringComparison.Ordinal);
        Assert.Contains("no more were tried", (Made(0.9) with { Counts = [1] }).Gain(Rounds(0.9), 4).Doubt, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_that_is_lost_or_a_worker_that_is_not_replaced_refutes_it_in_its_runtime()
    {
        WorkerCounts workers = Made(0.3) with { DotNet = new(100, 3, Lost: 1, Replaced: 1), Python = new(100, 3, Lost: 0, Replaced: 0) };
        workers = workers with { Times = workers.Times! with { Python = Rounds(0.3), Build = Python } };

        Judgement judgement = workers.Judge(Claims.B18);

        Assert.Equal([Ruling.HoldsNot, Ruling.HoldsNot], judgement.Verdicts.Select(verdict => verdict.Ruling));
        Assert.Contains("1 of 101 requests were lost", judgement.Verdicts[0].Reason, StringComparison.Ordinal);
        Assert.Contains("replaced 0 times", judgement.Verdicts[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_shared_port_nothing_is_decided_and_other_claims_are_refused()
    {
        var workers = new WorkerCounts((InBoth?)null, [1, 2]);

        Verdict verdict = Assert.Single(workers.Judge(Claims.B18).Verdicts);

        Assert.Equal((Ruling.Undecided, SharedPort.WhyNot), (verdict.Ruling, verdict.Reason));
        Assert.Contains("SO_REUSEPORT", workers.ToHtml(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => workers.Judge(Claims.A10));
    }

    [Fact(Timeout = 120_000)]
    public async Task Every_team_is_asked_and_a_killed_worker_loses_no_request_in_either_runtime()
    {
        if (!SharedPort.IsSupported)
            ServerProcessTests.Missing(SharedPort.WhyNot);

        WorkerCounts workers = await WorkerCounts.MeasureAsync([2], clients: 4, size: 15, pythonSize: 10, seconds: 0.1, rounds: 1, Token);

        Assert.Equal(["1 worker", "2 workers", WorkerCounts.OneAsync], workers.Times!.DotNet.Names);
        Assert.True(workers.Times.Python is null || workers.Times.Python.Names.SequenceEqual(["1 worker", "2 workers"]));
        Assert.All([workers.DotNet, workers.Python ?? workers.DotNet], killed => Assert.Equal((0, 1), (killed!.Lost, killed.Replaced)));
        Assert.Equal(workers.Times.Python is null ? 1 : 2, workers.ToTable().Rows.Count);
    }

    [Fact]
    public async Task No_workers_and_no_clients_are_refused_in_one_line()
    {
        Assert.Contains("one number of workers",
            (await Assert.ThrowsAsync<ArgumentException>(() => WorkerCounts.MeasureAsync([], cancellationToken: Token))).Message,
            StringComparison.Ordinal);
        Assert.Contains("clients must lie from 1",
            (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
                () => WorkerCounts.MeasureAsync([2], clients: 0, cancellationToken: Token))).Message, StringComparison.Ordinal);
        Assert.Contains("from 1 to 64",
            (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
                () => WorkerCounts.MeasureAsync([65], cancellationToken: Token))).Message, StringComparison.Ordinal);
    }

    private static WorkerCounts Made(double ratio) => new(new InBoth(Rounds(ratio)), [1, 2], new KilledWorker(100, 3, 0, 1));

    private static Turns Rounds(double ratio) => new([WorkerCounts.Name(1), WorkerCounts.Name(2)], [Around(0.004), Around(0.004 * ratio)]);

    private static double[] Around(double seconds) => [.. Enumerable.Range(0, 11).Select(round => seconds * (1 + 0.001 * (round % 3)))];
}
