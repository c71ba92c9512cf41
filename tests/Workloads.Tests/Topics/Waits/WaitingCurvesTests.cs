using AngleSharp.Html.Parser;
using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Topics;

namespace Workloads.Tests;

public class WaitingCurvesTests
{
    private const int TimeLimit = 120_000;

    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100);

    [Fact(Timeout = TimeLimit)]
    public async Task Every_way_and_number_is_measured_and_too_many_threads_are_left_out_with_the_reason()
    {
        var curves = await WaitingCurves.MeasureAsync([5, 50], Wait, maxThreads: 10, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(4, curves.Ways.Count);
        Assert.Equal(7, curves.Costs.Count);
        // The runtime's timers count in the ticks of a coarse clock, of up to 16 ms, and may be early by one.
        Assert.All(curves.Costs, cost => Assert.True(cost.Elapsed >= Wait - TimeSpan.FromMilliseconds(20), $"{cost}"));
        Assert.All(curves.Costs.Where(cost => cost.Waits == 50), cost => Assert.True(cost.Bytes > 0, $"{cost}"));
        LeftOut left = Assert.Single(curves.LeftOut);
        Assert.Equal(("threads", 50), (left.Model, left.Callers));
        Assert.Contains("50 threads are more than 10", left.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Memory_is_that_of_the_waits_and_not_of_the_process()
    {
        var curves = await WaitingCurves.MeasureAsync([2_000], Wait, [WaitingWay.EventLoop, WaitingWay.Generators], cancellationToken: TestContext.Current.CancellationToken);

        Assert.All(curves.Costs, cost => Assert.InRange(cost.BytesEach, 100, 400));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Cancelling_ends_the_child_that_runs()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(400));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WaitingCurves.MeasureAsync([1], WaitingCurves.MaxWait, [WaitingWay.Threads], cancellationToken: source.Token));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Numbers_out_of_range_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => WaitingCurves.MeasureAsync([0], Wait, cancellationToken: TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => WaitingCurves.MeasureAsync([1], TimeSpan.FromHours(1), cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_figures_have_a_line_for_each_way_and_the_document_s_threads_dashed()
    {
        var curves = new WaitingCurves(
            [new("tasks on the event loop", 10, Wait, Wait * 1.1, 2_400), new("threads", 10, Wait, Wait * 2, 250_000), new("threads", 100, Wait, Wait * 3, 2_500_000)],
            [new("threads", null, 1_000, "1,000 threads are too many.")],
            MachineFacts.Unknown);

        Line[] lines = [.. curves.MemoryByWaits().Series.Cast<Line>()];

        Assert.Equal(["tasks on the event loop", "threads", "threads (document 004)"], lines.Select(line => line.Name));
        Assert.Equal([false, false, true], lines.Select(line => line.Quoted));
        Assert.Equal([80e6, 800e6], lines[2].Y);
        Assert.Equal(lines[1].Colour, lines[2].Colour);
        Assert.Equal([(Wait * 2).TotalSeconds, (Wait * 3).TotalSeconds], ((Line)curves.TimeByWaits().Series[1]).Y);
        var page = new HtmlParser().ParseDocument(curves.ToHtml());
        Assert.Equal(2, page.QuerySelectorAll("figure").Length);
        Assert.Contains("1,000 threads are too many.", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/proc/sys/kernel/threads-max", 5_000)]
    [InlineData("/proc/sys/kernel/pid_max", 5_000)]
    [InlineData("/proc/sys/vm/max_map_count", 2_500)]
    [InlineData("/sys/fs/cgroup/pids.max", 5_000)]
    public void The_tightest_limit_of_the_system_holds(string file, int threads)
    {
        ThreadLimit limit = ThreadLimit.Of(path => path == file ? "10000\n" : path.EndsWith("current", StringComparison.Ordinal) ? null : "max", 1L << 40);

        Assert.Equal(threads, limit.Threads);
        Assert.Contains(Path.GetFileName(file).Replace("threads", "", StringComparison.Ordinal), limit.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Little_memory_is_a_limit_too_and_a_system_that_tells_nothing_has_ours()
    {
        Assert.Equal(("memory", 512), Of(path => path.EndsWith("current", StringComparison.Ordinal) ? null : "1000000", 64 << 20));
        Assert.Equal(ManyWaits.MaxThreads, ThreadLimit.Of(_ => null, 64 << 20).Threads);

        static (string, int) Of(Func<string, string?> read, long memory) => ThreadLimit.Of(read, memory) is var limit ? (limit.Reason, limit.Threads) : default;
    }
}
