using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public class PrimeWaysTests
{
    private static readonly CPython Python = new("/usr/bin/python3", new(3, 13, 0), GilState.On, IsFreeThreaded: false, null, "a test");

    [Fact]
    public void Processes_that_take_less_time_hold_and_threads_that_gain_in_NET_alone_do_not()
    {
        PrimeWays ways = Made(processes: 0.6, threads: 0.5, locked: 1.02, crowded: 0.5, pythonThreads: 1.05);

        Assert.Equal([Ruling.Holds, Ruling.Holds], Rulings(ways.Judge(Claims.B12)));
        Assert.Equal([Ruling.HoldsNot, Ruling.Holds, Ruling.Holds], Rulings(ways.Judge(Claims.B13)));
        Assert.Equal([Ruling.Holds], Rulings(ways.Judge(Claims.B14)));
    }

    [Fact]
    public void Processes_that_take_as_long_and_cores_that_bring_nothing_do_not_hold()
    {
        PrimeWays ways = Made(processes: 1.1, threads: 1, locked: 1, crowded: 1, pythonThreads: 0.5);

        Assert.Equal([Ruling.HoldsNot, Ruling.HoldsNot], Rulings(ways.Judge(Claims.B12)));
        Assert.Equal([Ruling.Holds, Ruling.HoldsNot, Ruling.Holds], Rulings(ways.Judge(Claims.B13)));
        Assert.Equal([Ruling.HoldsNot], Rulings(ways.Judge(Claims.B14)));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 2)]
    public void One_core_and_one_worker_decide_nothing(int workers, int cores)
    {
        PrimeWays ways = Made(0.6, 0.5, 1, 0.5, 1, workers, cores);

        Assert.All([.. Rulings(ways.Judge(Claims.B12)), .. Rulings(ways.Judge(Claims.B13))],
            ruling => Assert.Equal(Ruling.Undecided, ruling));
    }

    [Fact]
    public void Scattered_rounds_decide_nothing_and_without_CPython_the_judgement_says_so()
    {
        double[] alone = [1, 1, 1, 1, 1, 1, 1, 1, 1], scattered = [0.5, 1.5, 0.6, 1.4, 0.9, 0.5, 1.6, 1, 0.8];
        var ways = new PrimeWays(
            new(new Turns([PrimeWays.Alone, PrimeWays.Processes(2), PrimeWays.Threads(2), PrimeWays.Locked(2)],
                [alone, scattered, scattered, scattered])), 2, [1, 2], 2);

        Assert.Equal([Ruling.Undecided], Rulings(ways.Judge(Claims.B12)));
        Assert.Equal(InBoth.NoPython, ways.Judge(Claims.B12).LeftOut);
        Assert.Throws<ArgumentException>(() => ways.Judge(Claims.A1));
    }

    [Fact]
    public void A_law_that_was_refused_leaves_the_claim_undecided_with_the_reason()
    {
        var ways = new PrimeWays(new(new Turns([PrimeWays.Alone, PrimeWays.Threads(2)], [[1], [0.5]])), 2, [1, 2], 2);

        Verdict verdict = Assert.Single(ways.Judge(Claims.B14).Verdicts);

        Assert.Equal(Ruling.Undecided, verdict.Ruling);
        Assert.Contains("Universal Scalability Law", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 180_000)]
    public async Task Every_way_is_measured_in_both_runtimes_and_can_be_shown()
    {
        IReadOnlyList<long> numbers = DocumentNumbers.Smaller(1_000_000);

        PrimeWays ways = await PrimeWays.MeasureAsync(numbers, numbers, workers: 2, threadCounts: [3], rounds: 2,
            TestContext.Current.CancellationToken);

        Assert.Equal([PrimeWays.Alone, "2 processes", "2 threads", "3 threads", "2 threads under a lock"], ways.Times.DotNet.Names);
        Assert.Equal(2, ways.Times.DotNet.Rounds);
        Assert.True(ways.Times.Python is null || ways.Times.Python.Names.SequenceEqual([PrimeWays.Alone, "2 processes", "2 threads"]));
        Assert.Contains("<svg", ways.ToHtml(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => PrimeWays.MeasureAsync(numbers, numbers, workers: 0, cancellationToken: TestContext.Current.CancellationToken));
    }

    private static Ruling[] Rulings(Judgement judgement) => [.. judgement.Verdicts.Select(verdict => verdict.Ruling)];

    /// <summary>Rounds of ratios to one after the other, with a little noise.</summary>
    private static PrimeWays Made(double processes, double threads, double locked, double crowded, double pythonThreads, int workers = 2,
        int cores = 2)
    {
        var ours = new Turns(
            [PrimeWays.Alone, PrimeWays.Processes(workers), PrimeWays.Threads(2), .. workers == 1 ? new[] { "1 thread" } : [],
                PrimeWays.Threads(4), PrimeWays.Locked(workers)],
            [Rounds(1), Rounds(processes), Rounds(threads), .. workers == 1 ? new[] { Rounds(1) } : [], Rounds(crowded), Rounds(locked)]);
        var theirs = new Turns([PrimeWays.Alone, PrimeWays.Processes(workers), PrimeWays.Threads(workers)],
            [Rounds(1), Rounds(processes), Rounds(pythonThreads)]);
        return new(new(ours, theirs, Python), workers, [1, 2, 4], cores);
    }

    private static double[] Rounds(double seconds) => [.. Enumerable.Range(0, 11).Select(round => seconds * (1 + 0.001 * (round % 3)))];
}
