using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public class PoolOverheadsTests
{
    private static readonly CPython Python = new("/usr/bin/python3", new(3, 13, 0), GilState.On, IsFreeThreaded: false, null, "a test");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_pool_that_computes_in_parallel_and_is_dear_to_start_holds()
    {
        PoolOverheads overheads = Made(warm: 0.55, started: 0.7, processes: 0.02, spawned: 0.2);

        Assert.Equal([Ruling.Holds, Ruling.Holds], Rulings(overheads.Judge(Claims.A7)));
        Assert.Equal([Ruling.Holds, Ruling.Holds], Rulings(overheads.Judge(Claims.D5)));
    }

    [Fact]
    public void A_pool_that_costs_nothing_to_start_refutes_both()
    {
        PoolOverheads overheads = Made(warm: 0.5, started: 0.5, processes: 0.001, spawned: 0.001);

        Assert.Equal([Ruling.HoldsNot, Ruling.HoldsNot], Rulings(overheads.Judge(Claims.A7)));
        Assert.Equal([Ruling.HoldsNot, Ruling.HoldsNot], Rulings(overheads.Judge(Claims.D5)));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void One_worker_and_one_core_decide_nothing(int workers, int cores) => Assert.All(
        new[] { Claims.A7, Claims.D5 },
        claim => Assert.Equal([Ruling.Undecided, Ruling.Undecided], Rulings(Made(1, 1.2, 0.02, 0.2, workers, cores).Judge(claim))));

    [Fact]
    public void More_workers_than_cores_are_held_to_the_cores()
    {
        // Three workers on two cores reached 90 % of what the cores allow, and not 60 % of what three would.
        PoolOverheads overheads = Made(warm: 0.5, started: 1 / 1.8, processes: 0.02, spawned: 0.2, workers: 3, cores: 2);

        Verdict verdict = overheads.Judge(Claims.D5).Verdicts[0];

        Assert.Contains(verdict.Figures, figure => figure.Text.StartsWith("90", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_nothing_can_be_forked_and_without_CPython_the_judgement_says_so()
    {
        PoolOverheads overheads = Made(0.55, 0.7, 0.02, 0.2);

        Assert.Equal(Ruling.Undecided,
            (overheads with { PythonStarts = new("spawn", [2e6], null, Spawned: true) }).Judge(Claims.A7).Verdicts[1].Ruling);
        Assert.Equal(InBoth.NoPython,
            (overheads with { Times = new(overheads.Times.DotNet), PythonStarts = null }).Judge(Claims.A7).LeftOut);
        Assert.Throws<ArgumentException>(() => overheads.Judge(Claims.E9));
    }

    [Fact(Timeout = 180_000)]
    public async Task Both_runtimes_are_measured_and_shown()
    {
        PoolOverheads overheads = await PoolOverheads.MeasureAsync(5, 3, 3, workers: 2, rounds: 1, Token);

        Assert.Equal(1, overheads.Times.DotNet.Rounds);
        Assert.True(overheads.WorkerBytes > 0);
        Assert.True(overheads.Times.Python is null || overheads.Times.Python.Names.Contains(PoolOverheads.Spawned));
        Assert.Contains(PoolOverheads.Started, overheads.ToHtml(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PoolOverheads.MeasureAsync(fibSize: 31, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PoolOverheads.MeasureAsync(callers: 0, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PoolOverheads.MeasureAsync(workers: 0, cancellationToken: Token));
    }

    private static Ruling[] Rulings(Judgement judgement) => [.. judgement.Verdicts.Select(verdict => verdict.Ruling)];

    private static PoolOverheads Made(double warm, double started, double processes, double spawned, int workers = 2, int cores = 2)
    {
        string[] ours = [PoolOverheads.Alone, PoolOverheads.Warm, PoolOverheads.Started, PoolOverheads.Threads, PoolOverheads.Processes];
        double[][] rounds = [Rounds(1), Rounds(warm), Rounds(started), Rounds(0.001), Rounds(processes), Rounds(spawned)];
        return new(new(new Turns(ours, rounds[..^1]), new Turns([.. ours, PoolOverheads.Spawned], rounds), Python), workers, cores, 4e6)
        {
            PythonStarts = new("fork", [2e6, 2e6], Forked: false, Spawned: true),
        };
    }

    private static double[] Rounds(double seconds) => [.. Enumerable.Range(0, 11).Select(round => seconds * (1 + 0.001 * (round % 3)))];
}
