using Workloads.Measuring;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public class SwitchingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 1, 20, Ruling.Holds)]
    [InlineData(3, 1, 20, Ruling.HoldsNot)]
    [InlineData(0, 2, 20, Ruling.HoldsNot)]
    [InlineData(0, 1, 0, Ruling.Undecided)]
    internal void Coroutines_are_switched_where_they_await_and_threads_anywhere_or_the_claim_does_not_hold(long withinCoroutines,
        int threads, long withinThreads, Ruling expected)
    {
        Verdict verdict = Assert.Single(Switching.Made(new(1_000, withinCoroutines, threads), new(1_000, withinThreads, 2))
            .Judge(Claims.C10).Verdicts);

        Assert.Equal(expected, verdict.Ruling);
    }

    [Fact(Timeout = 60_000)]
    public async Task Coroutines_never_meet_within_a_stretch_in_either_runtime()
    {
        Switching switching = await Switching.CountAsync(TimeSpan.FromMilliseconds(100), Token);

        Assert.All(switching.Judge(Claims.C10).Verdicts, verdict => Assert.NotEqual(Ruling.HoldsNot, verdict.Ruling));
        Assert.Throws<ArgumentException>(() => switching.Judge(Claims.C9));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Switching.CountAsync(TimeSpan.Zero, Token));
        Assert.EndsWith(InBoth.NoPython, Switching.Made(new(1, 0, 1), new(1, 1, 2)).Judge(Claims.C10).LeftOut, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_keeps_the_loop_s_thread_shows_as_a_gap_as_long()
    {
        BlockedLoop loop = await BlockedLoop.ListenAsync(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(5), Token);

        Assert.All((string[])["sleeps, blocking", "computes", "waits for a task's result"],
            work => Assert.True(loop.LongestGaps[work] >= TimeSpan.FromMilliseconds(180), $"{work}: {loop.LongestGaps[work]}"));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => BlockedLoop.ListenAsync(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(5), Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => BlockedLoop.ListenAsync(TimeSpan.FromMilliseconds(2), TimeSpan.Zero, Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_loops_heart_stands_still_in_CPython_while_its_thread_is_kept()
    {
        CPython python = await FoundPythons.NewestAsync();

        var gaps = await new PythonExperiment<Dictionary<string, double>>(PythonWaits.Script, "longest_gaps").RunAsync(python,
            new { milliseconds = 200, intervalMs = 10 }, cancellationToken: Token);

        // Blocked, no beat can come for as long as it lasts; the others' gaps depend on the machine.
        Assert.All((string[])["sleeps, blocking", "computes"], work => Assert.True(gaps[work] >= 0.19, $"{work}: {gaps[work]} s"));
        Assert.Equal(5, gaps.Count);
    }
}
