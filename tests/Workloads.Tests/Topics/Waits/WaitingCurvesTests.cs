using AngleSharp.Html.Parser;
using Workloads.Charts;
using Workloads.Measuring;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public class WaitingCurvesTests
{
    private const int TimeLimit = 120_000;

    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100);

    private static Ruling Ruled(WaitingCurves curves, Claim claim) => Assert.Single(curves.Judge(claim).Verdicts).Ruling;

    private static WaitingCurves Made(double taskBytes, double threadBytes) => new(
        [
            new("tasks on the event loop", 1_000, Wait, Wait * 1.1, 1_000 * taskBytes),
            new("tasks on the event loop", 20_000, Wait, Wait * 1.2, 20_000 * taskBytes),
            new("generators on the event loop", 10_000, Wait, Wait * 1.1, 10_000 * taskBytes),
            new("threads", 1_000, Wait, Wait * 3, 1_000 * threadBytes) { AddressBytes = 8.5e9 },
        ],
        [new("threads", null, 5_000, "5,000 threads are too many.")],
        MachineFacts.Unknown);

    [Fact(Timeout = TimeLimit)]
    public async Task Every_way_and_number_is_measured_and_too_many_threads_are_left_out_with_the_reason()
    {
        var curves = await WaitingCurves.MeasureAsync([5, 50], Wait, maxThreads: 10,
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(curves.Build is null ? 7 : 12, curves.Costs.Count);
        // The runtime's timers count in the ticks of a coarse clock, of up to 16 ms, and may be early by one.
        Assert.All(curves.Costs, cost => Assert.True(cost.Elapsed >= Wait - TimeSpan.FromMilliseconds(20), $"{cost}"));
        Assert.All(curves.Costs.Where(cost => cost.Waits == 50 && cost.HeapBytes is not null),
            cost => Assert.True(cost.HeapBytes > 0, $"{cost}"));
        LeftOut left = Assert.Single(curves.LeftOut);
        Assert.Equal(("threads", 50), (left.Model, left.Callers));
        Assert.Contains("50 threads are more than 10", left.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Memory_is_that_of_the_waits_and_a_thread_s_has_its_kernel_stack()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux alone tells a process's memory in this way.");
        var curves = await WaitingCurves.MeasureAsync([2_000], Wait, [WaitingWay.EventLoop, WaitingWay.Generators, WaitingWay.Threads],
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.All(curves.Costs.Where(cost => cost.Way.EndsWith("loop", StringComparison.Ordinal)),
            cost => Assert.InRange(cost.HeapBytes!.Value / cost.Waits, 100, 400));
        Assert.All(curves.Costs.Where(cost => cost.Way.StartsWith("threads", StringComparison.Ordinal)),
            cost => Assert.InRange(cost.BytesEach, 16 << 10, 1_000_000));
        Assert.All(curves.Costs.Where(cost => cost.Way.StartsWith("threads", StringComparison.Ordinal)),
            cost => Assert.True(cost.AddressBytes > cost.Bytes));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Cancelling_ends_the_child_that_runs()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(400));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => WaitingCurves.MeasureAsync([1], WaitingCurves.MaxWait, [WaitingWay.Threads], cancellationToken: source.Token));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Numbers_out_of_range_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(
            () => WaitingCurves.MeasureAsync([], Wait, cancellationToken: TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => WaitingCurves.MeasureAsync([1], Wait, maxThreads: 0, cancellationToken: TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => WaitingCurves.MeasureAsync([0], Wait, cancellationToken: TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => WaitingCurves.MeasureAsync([1], TimeSpan.FromHours(1), cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_figures_have_a_line_for_each_way_and_one_for_the_document_s_thread()
    {
        WaitingCurves curves = Made(taskBytes: 240, threadBytes: 40_000);

        Line[] lines = [.. curves.MemoryByWaits().Series.Cast<Line>()];

        Assert.Equal(["tasks on the event loop", "generators on the event loop", "threads"], lines.Select(line => line.Name));
        Assert.Equal([40_000], lines[2].Y);
        var page = new HtmlParser().ParseDocument(curves.ToHtml());
        Assert.Equal(2, page.QuerySelectorAll("figure").Length);
        Assert.Contains("5,000 threads are too many.", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Tasks_that_take_little_beside_threads_hold_and_a_thread_of_8_MB_does_not()
    {
        WaitingCurves curves = Made(taskBytes: 240, threadBytes: 40_000);

        Assert.Equal(Ruling.Holds, Ruled(curves, Claims.A13));
        Verdict eighth = Assert.Single(curves.Judge(Claims.E8).Verdicts);
        Assert.Equal(Ruling.HoldsNot, eighth.Ruling);
        Assert.StartsWith("One of 1,000 waiting threads takes 40 KB of memory, and reserves 8.5 MB of addresses, where at least 4 MB",
            eighth.Reason, StringComparison.Ordinal);
        Assert.Contains(InBoth.NoPython, curves.Judge(Claims.A13).LeftOut, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => curves.Judge(Claims.A1));
    }

    [Fact]
    public void Threads_that_take_as_little_as_tasks_refute_A13_and_threads_of_8_MB_confirm_E8()
    {
        Assert.Equal(Ruling.HoldsNot, Ruled(Made(taskBytes: 240, threadBytes: 250), Claims.A13));
        Assert.Equal(Ruling.Holds, Ruled(Made(taskBytes: 240, threadBytes: 8e6), Claims.E8));
    }

    [Fact]
    public void Too_few_jobs_no_threads_and_a_system_that_does_not_tell_leave_it_undecided_with_the_reason()
    {
        WaitingCurves all = Made(taskBytes: 240, threadBytes: 40_000);
        WaitingCurves few = all with { Costs = [.. all.Costs.Where(cost => cost.Waits <= 1_000)] };
        WaitingCurves alone = all with { Costs = [.. all.Costs.Where(cost => cost.Way != "threads")] };
        WaitingCurves untold = all with { Costs = [.. all.Costs.Select(cost => cost with { Bytes = null })] };

        Assert.Contains("20,000 would decide", Assert.Single(few.Judge(Claims.A13).Verdicts).Reason, StringComparison.Ordinal);
        Assert.Contains("5,000 threads are too many. A comparison with fewer would decide.",
            Assert.Single(alone.Judge(Claims.A13).Verdicts).Reason, StringComparison.Ordinal);
        Assert.Contains("does not tell", Assert.Single(untold.Judge(Claims.E8).Verdicts).Reason, StringComparison.Ordinal);
        Assert.All([Ruled(few, Claims.A13), Ruled(alone, Claims.A13), Ruled(untold, Claims.E8)],
            ruling => Assert.Equal(Ruling.Undecided, ruling));
    }

    [Theory]
    [InlineData(0.3, 240, Ruling.Holds)]
    [InlineData(1.2, 240, Ruling.HoldsNot)]
    [InlineData(0.3, 39_000, Ruling.HoldsNot)]
    internal void One_thread_is_the_better_choice_only_if_it_is_so_in_time_and_in_memory(double ratio, double taskBytes, Ruling expected)
    {
        double[] threads = [.. Enumerable.Range(0, 11).Select(round => 1 + 0.001 * (round % 3))];
        var times = new WaitingTimes(
            new(new Turns([WaitingTimes.ThreadEach, WaitingTimes.OneThread], [threads, [.. threads.Select(time => time * ratio)]])), 1_000);

        Judgement judgement = times.Judge(Claims.D8, Made(taskBytes, threadBytes: 40_000));

        Assert.Equal(expected, Assert.Single(judgement.Verdicts).Ruling);
        Assert.Throws<ArgumentException>(() => times.Judge(Claims.A13, Made(taskBytes, 1)));
    }

    [Fact]
    public void A_number_beyond_the_most_threads_leaves_the_comparison_undecided_and_says_so()
    {
        double[] rounds = [.. Enumerable.Range(0, 11).Select(round => 1 + 0.001 * (round % 3))];
        var times = new WaitingTimes(
            new(new Turns([WaitingTimes.ThreadEach, WaitingTimes.OneThread], [rounds, [.. rounds.Select(time => time / 3)]])), 5_000);

        Verdict verdict = Assert.Single(times.Judge(Claims.D8, Made(taskBytes: 240, threadBytes: 40_000)).Verdicts);

        Assert.Equal(Ruling.Undecided, verdict.Ruling);
        Assert.Contains("5,000 threads are too many.", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Waits_are_timed_in_turns_in_both_runtimes_and_more_threads_than_there_can_be_are_refused()
    {
        WaitingTimes times =
            await WaitingTimes.MeasureAsync(waits: 20, TimeSpan.FromMilliseconds(20), rounds: 1, TestContext.Current.CancellationToken);

        Assert.Equal([WaitingTimes.ThreadEach, WaitingTimes.OneThread], times.Times.DotNet.Names);
        var refused = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => WaitingTimes.MeasureAsync(waits: 2_000_000, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("threads can be compared on this machine", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/proc/sys/kernel/threads-max", 5_000)]
    [InlineData("/proc/sys/kernel/pid_max", 5_000)]
    [InlineData("/proc/sys/vm/max_map_count", 2_500)]
    [InlineData("/sys/fs/cgroup/pids.max", 5_000)]
    public void The_tightest_limit_of_the_system_holds(string file, int threads)
    {
        ThreadLimit limit = ThreadLimit.Of(
            path => path == file ? "10000\n" : path.EndsWith("current", StringComparison.Ordinal) ? null : "max", 1L << 40);

        Assert.Equal(threads, limit.Threads);
        Assert.Contains(Path.GetFileName(file).Replace("threads", "", StringComparison.Ordinal), limit.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Little_memory_is_a_limit_too_and_a_system_that_tells_nothing_has_ours()
    {
        Assert.Equal(("memory", 512), Of(path => path.EndsWith("current", StringComparison.Ordinal) ? null : "1000000", 64 << 20));
        Assert.Equal(ManyWaits.MaxThreads, ThreadLimit.Of(_ => null, 64 << 20).Threads);

        static (string, int) Of(Func<string, string?> read, long memory) =>
            ThreadLimit.Of(read, memory) is var limit ? (limit.Reason, limit.Threads) : default;
    }
}
