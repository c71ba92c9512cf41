using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public class StartCostsTests
{
    private const int Limit = 180_000;

    private static readonly CPython Python = new("/usr/bin/python3", new(3, 13, 0), GilState.On, IsFreeThreaded: false, null, "a test");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1e-2, 1e-4, 1e-6, 0.4, Ruling.Holds)]
    [InlineData(1e-4, 1e-4, 1e-6, 0.4, Ruling.HoldsNot)] // a process as cheap as a thread
    [InlineData(1e-2, 1e-4, 1e-4, 0.4, Ruling.HoldsNot)] // a coroutine as dear as a thread
    [InlineData(1e-2, 1e-4, 1e-6, 1.2, Ruling.HoldsNot)] // workers that gain nothing
    [InlineData(1e-2, 1e-4, 0.5e-4, 0.4, Ruling.Undecided)]
    internal void Processes_are_dearer_than_threads_and_threads_than_coroutines_and_workers_help(double process, double thread,
        double coroutine, double loops, Ruling ruling)
    {
        var turns = new Turns(
            [StartCosts.ChildProcess, StartCosts.OwnThread, StartCosts.Coroutine, StartCosts.ThreadEach, StartCosts.Loops],
            [Rounds(process), Rounds(thread), Scattered(coroutine), Rounds(1), Rounds(loops)]);

        Judgement judgement = new StartCosts(new(turns, turns, Python)).Judge(Claims.B2);

        Assert.Equal([ruling, ruling], Rulings(judgement));
        Assert.Equal(InBoth.NoPython, new StartCosts(new(turns)).Judge(Claims.B2).LeftOut);
        Assert.Throws<ArgumentException>(() => new StartCosts(new(turns)).Judge(Claims.B1));
    }

    [Theory]
    [InlineData(0.2, 0.5, 1, Ruling.Holds, Ruling.Holds)]
    [InlineData(1, 0.5, 1, Ruling.HoldsNot, Ruling.HoldsNot)]
    [InlineData(0.2, 1, 0.5, Ruling.HoldsNot, Ruling.HoldsNot)]
    internal void One_thread_deals_with_many_waits_and_several_compute_at_once_in_NET_alone(double loop, double threads,
        double pythonThreads, Ruling ours, Ruling theirs)
    {
        Assert.SkipWhen(Environment.ProcessorCount == 1, "One core decides nothing.");
        string[] names = [ManyThings.InTurn, ManyThings.OnLoop, ManyThings.Alone, ManyThings.Threads];
        var things = new ManyThings(
            new(new Turns(names, [Rounds(1), Rounds(loop), Rounds(1), Rounds(threads)]),
                new Turns(names, [Rounds(1), Rounds(loop), Rounds(1), Rounds(pythonThreads)]), Python), 6, 2);

        Assert.Equal([ours, theirs], Rulings(things.Judge(Claims.B1)));
        Assert.Equal(loop < 1 ? Ruling.Undecided : Ruling.HoldsNot, (things with { Workers = 1 }).Judge(Claims.B1).Verdicts[0].Ruling);
        Assert.Throws<ArgumentException>(() => things.Judge(Claims.B2));
    }

    [Theory]
    [InlineData(1, 4, 2, Ruling.Holds, Ruling.Holds)]
    [InlineData(1, 1, 2, Ruling.HoldsNot, Ruling.Holds)]
    [InlineData(1, 4, 1, Ruling.Holds, Ruling.HoldsNot)]
    internal void Two_contend_for_a_lock_in_NET_and_for_the_GIL_in_CPython(double apart, double shared, double pythonApart, Ruling ours,
        Ruling theirs)
    {
        Assert.SkipWhen(Environment.ProcessorCount == 1, "One core decides nothing.");
        string[] names = [LockContention.Alone, LockContention.Apart, LockContention.Shared];
        var contention = new LockContention(
            new(new Turns(names, [Rounds(1), Rounds(apart), Rounds(shared)]), new Turns(names, [Rounds(1), Rounds(pythonApart), Rounds(2)]),
                Python));

        Assert.Equal([ours, theirs], Rulings(contention.Judge(Claims.B3)));
        Assert.Throws<ArgumentException>(() => contention.Judge(Claims.B2));
    }

    [Fact(Timeout = Limit)]
    public async Task Starts_things_and_contention_are_measured_in_both_runtimes_and_shown()
    {
        StartCosts starts = await StartCosts.MeasureAsync(jobs: 3, workers: 2, rounds: 1, Token);
        ManyThings things = await ManyThings.MeasureAsync(2, 1, 5, 5, workers: 2, rounds: 1, Token);
        LockContention contention = await LockContention.MeasureAsync(1_000, 1_000, rounds: 1, Token);

        foreach (InBoth times in new[] { starts.Times, things.Times, contention.Times })
        {
            Assert.Equal(1, times.DotNet.Rounds);
            Assert.True(times.Python is null || times.Python.Names.SequenceEqual(times.DotNet.Names));
            Assert.All(times.DotNet.Names, name => Assert.True(times.DotNet.Took(name).Value > 0, name));
        }

        Assert.All([starts.ToHtml(), contention.ToHtml()], html => Assert.Contains("<svg", html, StringComparison.Ordinal));
        Assert.Contains(ManyThings.OnLoop, things.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_that_make_no_sense_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => StartCosts.MeasureAsync(jobs: 0, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => StartCosts.MeasureAsync(workers: 0, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ManyThings.MeasureAsync(waits: 1, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => ManyThings.MeasureAsync(waitMilliseconds: -1, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ManyThings.MeasureAsync(fibSize: 60, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => LockContention.MeasureAsync(updates: 0, cancellationToken: Token));
    }

    private static Ruling[] Rulings(Judgement judgement) => [.. judgement.Verdicts.Select(verdict => verdict.Ruling)];

    private static double[] Rounds(double seconds) => [.. Enumerable.Range(0, 11).Select(round => seconds * (1 + 0.001 * (round % 3)))];

    /// <summary>Rounds that lie on both sides of their median.</summary>
    private static double[] Scattered(double seconds) =>
        [.. Enumerable.Range(0, 11).Select(round => seconds * (1 + 0.05 * (round % 3 - 1)))];
}
