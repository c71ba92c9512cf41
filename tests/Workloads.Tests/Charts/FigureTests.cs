using System.Globalization;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Workloads.Charts;
using Workloads.Interpreter;

namespace Workloads.Tests;

public sealed class FigureTests
{
    private static readonly Figure Curve = new("Time <by> size & more")
    {
        Caption = "2 cores",
        X = new("n"),
        Y = Axis.LogTime(),
        Series =
        [
            new Line("one \"thread\"", [10, 15, 20], [0.001, 0.01, 0.1], [0.0009, 0.009, 0.09], [0.0011, 0.012, 0.12]),
            new Line("document", (10, 0.02), (20, 0.9)) { Quoted = true, Colour = 0 },
        ],
    };

    [Fact]
    public void A_number_and_its_unit_stay_on_one_line()
    {
        Assert.All(Enumerable.Range(40, 200), room => Assert.DoesNotContain(
            TextWidth.Wrap("It took 20 %, or 1.5 ms; then 3 s more", room, Frame.FontSize, maxLines: 20),
            line => line[0] == '%' || line.StartsWith("ms", StringComparison.Ordinal) || line.StartsWith("s ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_short_logarithmic_axis_has_two_ticks_at_least()
    {
        var ticks = Ticks.For(Axis.LogTime(), new AxisMap(AxisScale.Log10, 3e-8, 4e-4, 0, 130), whole: false,
            label => TextWidth.Of(label, Frame.FontSize));

        Assert.Equal(["1 µs", "100 µs"], ticks.Major.Select(tick => tick.Label));
    }

    [Fact]
    public void A_reference_line_lies_below_the_bars_that_it_crosses_and_its_name_above_the_plot()
    {
        string svg = new Figure("bars")
        {
            BarsAcross = true,
            Lines = [ReferenceLine.AtY(0.5, "half")],
            Series = [new Bars("a", ("first", 1.0), ("second", 0.2))]
        }.ToSvg();

        double top = double.Parse(svg.Split(" data-p=\"")[1].Split(' ')[1], CultureInfo.InvariantCulture) + 6;
        double named = double.Parse(svg[..svg.IndexOf(">half<", StringComparison.Ordinal)].Split(" y=\"")[^1].Split('"')[0],
            CultureInfo.InvariantCulture);
        Assert.True(named < top, FormattableString.Invariant($"The name stands at {named}, and the plot begins at {top}."));
        Assert.True(svg.IndexOf("class=\"r\"", StringComparison.Ordinal) < svg.IndexOf("<rect class=\"s\"", StringComparison.Ordinal),
            "The line lies over the bars.");
    }

    [Fact]
    public void Every_point_is_a_mark_with_a_hover_text()
    {
        var svg = new SvgReader(Curve.ToSvg());

        Assert.Equal(5, svg.Marks.Count());
        Assert.Equal("one \"thread\"\nn: 10\ntime: 1 ms (900 µs to 1.1 ms)", svg.Marks.First().Value);
    }

    [Fact]
    public void Lines_carry_their_names_at_their_ends_and_all_texts_read_as_given()
    {
        var svg = new SvgReader(Curve.ToSvg());

        Assert.Contains("Time <by> size & more", svg.Texts);
        Assert.Contains("one \"thread\"", svg.Texts);
        Assert.Contains("document", svg.Texts);
        Assert.Contains("2 cores", svg.Texts);
        Assert.Contains("100 ms", svg.Texts);
    }

    [Fact]
    public void Quoted_series_are_dotted_and_crossed_in_the_colour_that_they_are_given()
    {
        var svg = new SvgReader(Curve.ToSvg());

        Assert.Equal([null, "1 4.5"], svg.All("path", "l").Select(line => line.Attribute("stroke-dasharray")?.Value));
        Assert.Equal(["0", "0", "0", "10", "10"], svg.Marks.Select(mark => mark.Attribute("href")!.Value.Split("-m")[1]));
        Assert.All(svg.Marks, mark => Assert.Equal("c0", mark.Parent!.Parent!.Attribute("class")!.Value));
    }

    [Fact]
    public void A_model_has_its_colour_in_every_figure_and_two_runtimes_of_it_differ_in_dash_and_mark()
    {
        static (string?, string?, string)[] Looks(params Series[] series) =>
            [.. new SvgReader(new Figure("f") { Series = series }.ToSvg()).All("path", "l")
            .Where(line => line.HasElements)
            .Select(line => (line.Parent!.Attribute("class")!.Value, line.Attribute("stroke-dasharray")?.Value,
                line.Parent.Descendants().First(mark => mark.Name.LocalName == "use").Attribute("href")!.Value.Split("-m")[1]))];

        var (first, second) =
            (Looks(Line("processes"), Line("thread pool")),
                Looks(Line("thread pool"), Line("something"), Line("thread pool (CPython 3.13.0)"), Line("thread pool with start-up")));

        Assert.Equal([("c2", null, "2"), ("c8", null, "8")], first);
        Assert.Equal(first[1], second[0]);
        Assert.Equal(("c8", "8 4"), (second[2].Item1, second[2].Item2));
        Assert.Equal(second.Length, second.Distinct().Count());
        Assert.Equal("c0", second[1].Item1);

        static Line Line(string name) => new(name, (1, 1), (2, 2));
    }

    [Fact]
    public void Of_many_lines_five_that_run_far_apart_keep_their_colours()
    {
        double[] heights = [1, 1.01, 1.02, 5, 10, 10.1, 15, 20, 20.1];

        var svg = new SvgReader(
            new Figure("many") { Series =
                [.. heights.Select((height, index) => new Line($"line {index}", (1, height), (2, height)))] }.ToSvg());

        var lines = svg.All("path", "l").Where(line => line.HasElements).ToList();
        string[] front = [.. lines.Where(line => line.Parent!.Attribute("opacity") is null).Select(line => line.Value.Split(':')[0])];
        Assert.Equal(["line 0", "line 3", "line 5", "line 6", "line 8"], front);
        Assert.Equal(5, lines.Where(line => line.Parent!.Attribute("opacity") is null)
            .Select(line => line.Parent!.Attribute("class")!.Value).Distinct().Count());
    }

    [Fact]
    public void The_legend_lists_what_looks_and_is_called_the_same_once()
    {
        var svg = new SvgReader(
            new Figure("pairs") { Series =
                [new Points("runs", (1, 1)), new Points("runs", (2, 3)), new Line("best", (1, 1), (2, 2))] }.ToSvg());

        Assert.Equal(["runs", "best"], svg.All("g").Where(group => group.Attribute("data-k") is not null).Select(group => group.Value));
    }

    [Fact]
    public void What_lies_beyond_the_ends_that_an_axis_was_given_is_said_in_words()
    {
        var svg = new SvgReader(
            new Figure("speed-up")
            {
                Y = Axis.SpeedUp(cores: 2),
                Series = [new Line("processes", (1, 0.001), (2, 0.01), (3, 1.9)), new Line("loop", (1, 1), (3, 9))]
            }.ToSvg());

        Assert.Contains("Not shown, below 1/32×: processes (2 points, down to 0.001×). Not shown, above 4×: loop (1 point, up to 9×).",
            string.Join(' ', svg.Texts), StringComparison.Ordinal);
        Assert.Contains("1/16×", svg.Texts);
    }

    [Fact]
    public void Series_in_several_panels_become_drawings_side_by_side_with_the_same_axes()
    {
        var figure = new Figure("two runtimes")
        {
            Caption = "2 cores",
            Series = [new Line("a", (1, 1), (2, 100)) { Panel = ".NET" }, new Line("a", (1, 50), (2, 1000)) { Panel = "CPython" }]
        };

        var page = new HtmlParser().ParseDocument(figure.ToHtml());
        var svg = new SvgReader(figure.ToSvg());

        Assert.Equal("two runtimes", page.QuerySelector("h4")!.TextContent);
        var drawings = page.QuerySelectorAll("figure svg");
        Assert.Equal(2, drawings.Length);
        Assert.Equal(drawings[0].QuerySelectorAll("g[text-anchor=end] text").Select(tick => tick.TextContent),
            drawings[1].QuerySelectorAll("g[text-anchor=end] text").Select(tick => tick.TextContent));
        Assert.Single(page.QuerySelectorAll("style"), style => style.TextContent.Contains(".wl-f{", StringComparison.Ordinal));
        Assert.Single(page.QuerySelectorAll("script"));
        Assert.Equal(2, svg.All("svg").Count());
    }

    [Fact]
    public void Bars_on_a_logarithmic_axis_are_dots_and_two_runtimes_share_a_row()
    {
        var figure = new Figure("cost")
        {
            Y = Axis.LogTime("time"),
            Series = [new Bars(".NET", ("sequential", 1e-9), ("processes", 1e-5)),
                new Bars("CPython", ("sequential", 5e-8), ("processes", 2e-4))]
        };

        var svg = new SvgReader(figure.ToSvg());

        Assert.DoesNotContain(svg.All("rect"), rect => rect.HasElements);
        Assert.Equal(4, svg.Marks.Count());
        Assert.Equal(2, svg.Marks.Select(mark => mark.Attribute("y")!.Value).Distinct().Count());
        Assert.Equal(["c7", "c2", "c7", "c2"], svg.Marks.Select(mark => mark.Parent!.Parent!.Attribute("class")!.Value));
        Assert.Equal(["1 ns", "10 µs", "200 µs", "50 ns"], svg.All("text", "i").Select(text => text.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_text_shows_the_marks_of_code()
    {
        var svg = new SvgReader(
            new Figure("What `await` costs")
            {
                Subtitle = "`fib(20)`",
                Caption = "`here`",
                Series = [new Line("`a`", (1, 1), (2, 2))],
                Annotations = [new(1, 1, "see `b`")],
                Lines = [ReferenceLine.AtY(1, "`c`")]
            }.ToSvg());

        Assert.Contains("What await costs", svg.Texts);
        Assert.DoesNotContain(svg.Texts, text => text.Contains('`', StringComparison.Ordinal));
    }

    [Fact]
    public void A_screen_reader_hears_a_title_and_what_is_drawn()
    {
        var svg = new SvgReader(Curve.ToSvg());
        string[] labels = svg.Root.Attribute("aria-labelledby")!.Value.Split(' ');

        Assert.Equal("img", svg.Root.Attribute("role")!.Value);
        Assert.Equal("Time <by> size & more", svg.Root.Elements().Single(element => element.Attribute("id")?.Value == labels[0]).Value);
        Assert.Contains("3 points, n 10 to 20, time 1 ms to 100 ms", svg.Root.Elements()
            .Single(element => element.Attribute("id")?.Value == labels[1]).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_html_holds_a_drawing_for_wide_and_one_for_narrow_places_and_ids_that_are_unique()
    {
        var page = new HtmlParser().ParseDocument(Curve.ToHtml() + Curve.ToHtml());

        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
        Assert.Equal(4, page.QuerySelectorAll("svg[role=img]").Length);
        Assert.Equal(2, page.QuerySelectorAll("script").Length);
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        foreach (var use in page.QuerySelectorAll("use"))
            Assert.Contains(use.GetAttribute("href")![1..], ids);
    }

    [Fact]
    public void No_text_can_end_the_script_that_it_stands_in()
    {
        var figure = new Figure("</script><script>alert(1)</script>") { Series = [new Line("<!--</svg></style>", (1, 2), (2, 3))] };

        var page = new HtmlParser().ParseDocument(figure.ToHtml());

        Assert.Single(page.QuerySelectorAll("script"));
        Assert.EndsWith("\");", page.QuerySelector("script")!.TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_gap_parts_a_line_and_what_a_logarithm_cannot_show_is_told()
    {
        var figure = new Figure("gaps") { Y = Axis.Log("y"), Series = [new Line("line", [1, 2, 3, 4, 5], [1, double.NaN, 10, 0, 100])] };

        var svg = new SvgReader(figure.ToSvg());

        Assert.Equal(3, svg.Marks.Count());
        Assert.Equal(3, svg.All("path", "l").First().Attribute("d")!.Value.Count(letter => letter == 'M'));
        Assert.Contains(svg.Texts, text => text.StartsWith("Not drawn: 1 value at or below zero", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1e-4)] // the upper line has room above it only
    [InlineData(1e-6)]
    public void No_reference_line_runs_through_the_label_of_another_near_it(double least)
    {
        var figure = new Figure("speed-up")
        {
            Y = Axis.Log("speed-up"),
            Series = [new Line("rising", (1, least), (10, least * 100), (20, 1.9)), new Line("level", (1, 0.9), (20, 1.1))],
            Lines = [ReferenceLine.AtY(1, "as fast as sequential"), ReferenceLine.AtY(2, "2 cores")],
        };

        var svg = new SvgReader(figure.ToSvg());

        double[] lines = [.. svg.All("path", "r").Select(line => SvgReader.PathPlaces(line.Attribute("d")!.Value)[0].Y)];
        double[] baselines =
            [.. svg.All("text", "n").Select(text => double.Parse(text.Attribute("y")!.Value, CultureInfo.InvariantCulture))];
        Assert.Equal(2, lines.Length);
        Assert.Equal(2, baselines.Length);
        Assert.All(baselines,
            baseline => Assert.All(lines,
            line => Assert.False(line > baseline - 9 && line < baseline + 3, $"{line} runs through the text at {baseline}")));
    }

    [Fact]
    public void A_figure_without_data_is_drawn_all_the_same()
    {
        var svg = new SvgReader(new Figure("nothing") { Series = [new Line("none", [], []), new Lanes("no spans", [])] }.ToSvg());

        Assert.Contains("nothing", svg.Texts);
        Assert.Empty(svg.Marks);
    }

    [Fact]
    public void Bars_stand_on_zero_and_are_as_long_as_their_values()
    {
        var figure = new Figure("bars") { Series = [new Bars("a", ("x", 2), ("y", -1), ("z", double.NaN)), new Bars("b", ("x", 4))] };

        var bars = new SvgReader(figure.ToSvg()).All("rect", "s").Where(bar => bar.HasElements)
            .Select(bar => double.Parse(bar.Attribute("height")!.Value, CultureInfo.InvariantCulture)).ToList();

        Assert.Equal(3, bars.Count);
        Assert.Equal(2, bars[0] / bars[1], 0.05);
        Assert.Equal(2, bars[2] / bars[0], 0.05);
    }

    [Fact]
    public void Spans_lie_in_their_lanes_and_say_when_they_ran()
    {
        var figure = new Figure("spans")
        {
            X = Axis.Time(),
            Series = [new Lanes("calls",
                [new("worker 1", 0, 0.5, "a"), new("worker 0", 0.25, 1, "b", "waits"), new("worker 0", 2, 1)]) { Order =
                ["worker 0", "worker 1", "worker 2"] }],
        };

        var svg = new SvgReader(figure.ToSvg());
        var spans = svg.All("rect").Where(rect => rect.HasElements).ToList();

        Assert.Equal(2, spans.Count);
        Assert.Equal("worker 1\ncalls: a\n0 s to 500 ms, 500 ms long", spans[0].Value);
        Assert.True(double.Parse(spans[0].Attribute("y")!.Value,
            CultureInfo.InvariantCulture) > double.Parse(spans[1].Attribute("y")!.Value, CultureInfo.InvariantCulture));
        Assert.Equal(["worker 0", "worker 1", "worker 2"], svg.Texts.Where(text => text.StartsWith("worker", StringComparison.Ordinal)));
    }

    [Fact]
    public void Spans_of_one_lane_that_overlap_lie_below_each_other()
    {
        var figure = new Figure("waits")
        {
            X = Axis.Time(),
            Series = [new Lanes("waits",
                [new("tasks", 0, 3), new("tasks", 1, 2), new("tasks", 2, 4), new("tasks", 3, 5), new("loop", 0, 1)])]
        };

        double[] tops = [.. new SvgReader(figure.ToSvg()).All("rect").Where(rect => rect.HasElements)
            .Select(rect => double.Parse(rect.Attribute("y")!.Value, CultureInfo.InvariantCulture))];

        Assert.Equal(tops[0], tops[3]);
        Assert.Equal(tops[1], tops[2]);
        Assert.True(tops[0] < tops[1] && tops[1] < tops[4]);
    }

    [Fact]
    public void A_timeline_downloads_as_a_trace_with_an_event_for_each_span_and_a_thread_for_each_lane()
    {
        var figure = new Figure("calls")
        {
            X = Axis.Time(),
            Series = [new Lanes("calls",
                [new("worker 1", 0.5, 0.75, "b"), new("worker 0", 0, 0.001, Key: "waits")]) { Order = ["worker 0", "worker 1"] }]
        };

        string address = new HtmlParser().ParseDocument(figure.ToHtml()).QuerySelector("a[download]")!.GetAttribute("href")!;
        using var unpacked =
            new System.IO.Compression.GZipStream(new MemoryStream(Convert.FromBase64String(address.Split(',')[1])),
                System.IO.Compression.CompressionMode.Decompress);
        JsonElement[] events = [.. JsonDocument.Parse(unpacked).RootElement.GetProperty("traceEvents").EnumerateArray()];

        Assert.Equal(["worker 0", "worker 1"],
            events.Where(one => Text(one, "name") == "thread_name").OrderBy(one => one.GetProperty("tid").GetInt32())
                .Select(one => Text(one.GetProperty("args"), "name")));
        Assert.Equal([("waits", 1, 0.0, 1_000.0), ("b", 2, 500_000.0, 250_000.0)], events.Where(one => Text(one, "ph") == "X")
            .Select(one => (Text(one, "name"), one.GetProperty("tid").GetInt32(), one.GetProperty("ts").GetDouble(),
                one.GetProperty("dur").GetDouble())));
        Assert.Equal("calls", Text(events[0].GetProperty("args"), "name"));

        static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
    }

    [Theory]
    [InlineData("line")]
    [InlineData("lines")]
    [InlineData("points")]
    [InlineData("spans")]
    [InlineData("keys")]
    public void A_hundred_thousand_points_fit_into_sixty_kilobytes(string kind)
    {
        var random = new Random(1);
        double[] xs = [.. Enumerable.Range(0, 100_000)];
        double[] ys = [.. xs.Select(_ => random.NextDouble())];
        Series[] series = kind switch
        {
            "line" => [new Line("line", xs, ys, ys.Select(y => y - 0.1), ys.Select(y => y + 0.1))],
            "lines" => [.. Enumerable.Range(0, 20)
                .Select(index => new Line($"line {index}", xs.Take(5000), ys.Skip(index * 5000).Take(5000).Select(y => y + index)))],
            "points" => [new Points("points", ys, ys.Reverse())],
            "spans" => [new Lanes("spans", [.. xs.Select((x, index) => new LaneSpan($"thread {index % 12}", x, x + ys[index]))])],
            _ => [new Lanes("spans",
                [.. xs.Select((x, index) => new LaneSpan($"thread {index % 40}", x, x + ys[index], Key: $"key {index % 7}"))])],
        };
        var figure = new Figure("many") { Series = series };

        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(figure.ToSvg()), 4_000, 60_000);
        Assert.InRange(figure.ToHtml().Length, 5_000, 220_000);
    }

    [Fact]
    public void A_thinned_line_still_shows_its_highest_and_its_lowest_point()
    {
        double[] ys = [.. Enumerable.Repeat(1.0, 50_000)];
        ys[12_345] = 9;
        ys[40_001] = -7;
        var figure = new Figure("peaks")
        {
            Y = new() { Min = -7, Max = 9 },
            Series = [new Line("line", Enumerable.Range(0, ys.Length).Select(x => (double)x), ys)]
        };

        var svg = new SvgReader(figure.ToSvg());
        var places = SvgReader.PathPlaces(svg.All("path", "l").First().Attribute("d")!.Value);
        var grid = SvgReader.PathPlaces(svg.All("path", "gx").First().Attribute("d")!.Value);

        Assert.Equal(places.Max(place => place.Y) - places.Min(place => place.Y), grid.Max(place => place.Y) - grid.Min(place => place.Y),
            0.2);
    }

    [Fact]
    public void Lists_of_different_lengths_are_refused_by_name()
    {
        var refusal = Assert.Throws<ArgumentException>(() => new Line("latency", [1, 2], [1]));

        Assert.StartsWith("'latency' has 2 points and 1 values; they must be as many.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_figures_become_one_file_and_one_output()
    {
        var grid = new FigureGrid(Curve, new Figure("second"), new Figure("third")) { Title = "All", Caption = "2 cores" };

        var svg = new SvgReader(grid.ToSvg());
        var page = new HtmlParser().ParseDocument(grid.ToHtml());

        Assert.Equal(3, svg.All("svg").Count());
        Assert.Equal(3, page.QuerySelectorAll("figure").Length);
    }
}
