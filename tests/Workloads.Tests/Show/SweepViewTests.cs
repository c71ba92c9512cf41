using AngleSharp.Html.Parser;
using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class SweepViewTests
{
    private static readonly SweepResult Result = new(
    [
        .. from model in (string[])["sequential", "thread pool"]
           from size in (long[])[10, 20]
           from callers in (int[])[10, 1000]
           from repeat in Enumerable.Range(0, 12)
           select new Timing(".NET", model, "fibonacci", size, callers, 2, repeat,
               size * callers * (model == "sequential" ? 2e-6 : 1e-6) * (1 + (repeat % 3 * 0.1))),
        new Timing("document 000", "sequential", "fibonacci", 20, 1000, 1, 0, 0.4),
    ]);

    [Fact]
    public void A_sweep_becomes_a_line_for_each_model_with_its_quartiles_and_the_document_s_dashed()
    {
        Figure figure = Result.TimeBySize();

        var lines = figure.Series.Cast<Line>().ToList();
        Assert.Equal(["sequential", "thread pool", "sequential (document 000)"], lines.Select(line => line.Name));
        Assert.Equal([false, false, true], lines.Select(line => line.Quoted));
        Assert.Equal(lines[0].Colour, lines[2].Colour);
        Assert.Equal([10, 20], lines[0].X);
        Assert.Equal(0.022, lines[0].Y[0], 1e-9);
        Assert.True(lines[0].Low![0] < lines[0].Y[0] && lines[0].Y[0] < lines[0].High![0]);
    }

    [Fact]
    public void A_pool_that_starts_within_the_time_has_the_colour_of_the_one_that_is_kept_and_looks_different()
    {
        Timing started = new("CPython 3.13.0", "thread pool with start-up", "fibonacci", 20, 10, 2, 0, 0.1);

        Figure figure = Result.With(started, started with { Model = "thread pool" }).TimeBySize(10);

        var lines = figure.Series.Cast<Line>().Where(line => line.Name.StartsWith("thread pool", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, lines.Count);
        Assert.Single(lines.Select(line => line.Colour).Distinct());
        Assert.Equal(3, new Prepared(figure).Looks.Where(look => look.Name.StartsWith("thread pool", StringComparison.Ordinal))
            .Select(look => (look.Style, Marker.Index(look))).Distinct().Count());
    }

    [Fact]
    public void With_many_lines_each_runtime_has_a_panel_of_its_own()
    {
        var python = Result.OfRuntimes(".NET").Rows.Select(row => row with { Runtime = "CPython 3.13.0", Seconds = row.Seconds * 40 });

        Figure few = Result.With(python).TimeBySize();
        Figure many = Result.With(python).With(Result.OfModels("thread pool").Rows.Select(row => row with { Model = "processes" }))
            .TimeBySize();

        Assert.All(few.Series, line => Assert.Equal("", line.Panel));
        Assert.Equal([".NET", ".NET", "CPython 3.13.0", "CPython 3.13.0", "CPython 3.13.0", ".NET"],
            many.Series.Select(line => line.Panel));
        Assert.Equal(["sequential", "thread pool", "sequential (document 000)", "sequential", "thread pool", "processes"],
            many.Series.Select(line => line.Name));
    }

    [Theory]
    [InlineData(1, "fibonacci(20) × 1,000: thread pool is the fastest, 2× as fast as sequential")]
    [InlineData(1.9, "fibonacci(20) × 1,000: nothing is clearly faster than sequential")]
    [InlineData(4, "fibonacci(20) × 1,000: nothing is faster than sequential")]
    public void A_title_says_no_more_than_the_quartiles_tell(double slower, string title)
    {
        var result = new SweepResult(
            Result.OfRuntimes(".NET").Rows.Select(row => row.Model == "sequential" ? row : row with { Seconds = row.Seconds * slower }));

        Assert.Equal(title, result.TimeBySize().Title);
    }

    [Fact]
    public void A_title_speaks_of_every_runtime_that_was_measured_there()
    {
        var python = Result.OfRuntimes(".NET").Rows.Select(
            row => row with { Runtime = "CPython 3.13.0", Model = row.Model == "thread pool" ? "processes" : row.Model,
            Seconds = row.Seconds * (row.Model == "sequential" ? 90 : 60) });

        Assert.Equal(
            "fibonacci(20) × 1,000: thread pool is the fastest, 2× as fast as sequential in .NET; processes are the fastest, 3× as fast as sequential in CPython 3.13.0", Result.With(python).TimeBySize().Title);
    }

    [Fact]
    public void The_speed_up_is_drawn_over_the_baseline()
    {
        var line = Assert.Single(Result.SpeedUpBySize().Series.Cast<Line>());

        Assert.Equal("thread pool", line.Name);
        Assert.All(line.Y, ratio => Assert.Equal(2, ratio, 1e-9));
    }

    [Fact]
    public void A_model_that_was_left_out_is_named_below_each_table()
    {
        var result = new SweepResult(Result.Rows, leftOut: [new LeftOut("processes", 20, 10, "CPython 3.13.0 died")], isComplete: false);

        Assert.All(
            [result.ToTable(), result.ToMedianTable()],
            table =>
            {
                Assert.Contains("The sweep was cancelled before its end", table.Caption, StringComparison.Ordinal);
                Assert.EndsWith("Left out: processes, size 20, 10 callers: CPython 3.13.0 died", table.Caption, StringComparison.Ordinal);
            });
        Assert.DoesNotContain("Left out", Result.ToMedianTable().Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_s_time_counts_with_the_most_callers_of_each_model()
    {
        var result = new SweepResult(
            [.. Result.OfSize(20).Rows.Where(row => row.Runtime == ".NET"),
                new Timing(".NET", "dedicated threads", "fibonacci", 20, 10, 10, 0, 1e-3)]);

        Figure figure = result.TimePerCall();

        Bars bars = Assert.Single(figure.Series.Cast<Bars>());
        Assert.Equal(["sequential", "thread pool", "dedicated threads"], bars.Categories);
        Assert.Equal(1e-4, bars.Lengths[2], 1e-12);
        Assert.Equal("fibonacci(20): 22 µs a call in thread pool, 100 µs in dedicated threads", figure.Title);
        Assert.StartsWith("Time per call. 10 to 1,000 calls, ", figure.Subtitle, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sweep_s_html_holds_its_figures_and_its_table()
    {
        var page = new HtmlParser().ParseDocument(Result.ToHtml());

        Assert.Equal(2, page.QuerySelectorAll("figure").Length);
        Assert.Equal(4, page.QuerySelectorAll("table tbody tr").Length);
        Assert.NotNull(page.QuerySelector("details a[download]"));
        Assert.Equal("97 raw rows", page.QuerySelector("summary")!.TextContent);
    }

    [Fact]
    public void An_empty_sweep_says_so()
    {
        Assert.Contains("Nothing was measured.", new SweepResult([]).ToHtml(), StringComparison.Ordinal);
        Assert.NotEmpty(new SweepResult([]).TimeBySize().ToSvg());
    }

    [Fact]
    public void A_size_that_was_not_measured_is_refused_with_those_that_were()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Result.TimeByCallers(11));

        Assert.StartsWith("Nothing was measured with size 11. There are: 10, 20.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_run_becomes_a_timeline_with_a_span_for_each_call()
    {
        Run run = await ExecutionModel.InProcess[0].RunAsync(new Calls(Workload.Fibonacci, 10, 7), new RunOptions { RecordSpans = true },
            TestContext.Current.CancellationToken);

        var lanes = Assert.IsType<Lanes>(Assert.Single(Timeline.Of(run).Series));

        Assert.Equal(7, lanes.Spans.Count);
        Assert.Equal(["worker 0"], lanes.Order!);
    }

    [Fact(Timeout = 30_000)]
    public async Task Runs_that_are_compared_lie_on_one_axis_each_in_its_model_s_rows()
    {
        var calls = new Calls(Workload.Fibonacci, 10, 7);
        RunOptions options = new() { RecordSpans = true };
        Run first = await ExecutionModel.InProcess[0].RunAsync(calls, options, TestContext.Current.CancellationToken),
            second = await ExecutionModel.InProcess[1].RunAsync(calls, options, TestContext.Current.CancellationToken);

        Figure figure = Timeline.Of(first, second);

        Assert.Equal(["sequential", "dedicated threads"], figure.Series.Select(lanes => lanes.Name));
        Assert.Equal("sequential: 0", Assert.IsType<Lanes>(figure.Series[0]).Order!.Single());
        Assert.Equal(7, Assert.IsType<Lanes>(figure.Series[1]).Order!.Count);
        Assert.Contains("0", new SvgReader(figure.ToSvg()).Texts);
        Assert.Throws<ArgumentException>(() => Timeline.Of());
    }
}
