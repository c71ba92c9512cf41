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
    public void Quoted_series_are_dashed_and_hollow_in_the_colour_that_they_are_given()
    {
        var svg = new SvgReader(Curve.ToSvg());

        Assert.Single(svg.All("path", "q"));
        Assert.Equal(2, svg.Marks.Count(mark => mark.Attribute("class")!.Value == "d"));
        Assert.All(svg.Marks, mark => Assert.Contains("--wl-c0", mark.Parent!.Attribute("style")!.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void A_screen_reader_hears_a_title_and_what_is_drawn()
    {
        var svg = new SvgReader(Curve.ToSvg());
        string[] labels = svg.Root.Attribute("aria-labelledby")!.Value.Split(' ');

        Assert.Equal("img", svg.Root.Attribute("role")!.Value);
        Assert.Equal("Time <by> size & more", svg.Root.Elements().Single(element => element.Attribute("id")?.Value == labels[0]).Value);
        Assert.Contains("3 points, n 10 to 20, time 1 ms to 100 ms", svg.Root.Elements().Single(element => element.Attribute("id")?.Value == labels[1]).Value, StringComparison.Ordinal);
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
        Assert.EndsWith("})();", page.QuerySelector("script")!.TextContent.Trim(), StringComparison.Ordinal);
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
        double[] baselines = [.. svg.All("text", "n").Select(text => double.Parse(text.Attribute("y")!.Value))];
        Assert.Equal(2, lines.Length);
        Assert.Equal(2, baselines.Length);
        Assert.All(baselines, baseline => Assert.All(lines, line => Assert.False(line > baseline - 9 && line < baseline + 3, $"{line} runs through the text at {baseline}")));
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

        var bars = new SvgReader(figure.ToSvg()).All("rect", "s").Where(bar => bar.HasElements).Select(bar => double.Parse(bar.Attribute("height")!.Value)).ToList();

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
            Series = [new Lanes("calls", [new("worker 1", 0, 0.5, "a"), new("worker 0", 0.25, 1, "b", "waits"), new("worker 0", 2, 1)]) { Order = ["worker 0", "worker 1", "worker 2"] }],
        };

        var svg = new SvgReader(figure.ToSvg());
        var spans = svg.All("rect").Where(rect => rect.HasElements).ToList();

        Assert.Equal(2, spans.Count);
        Assert.Equal("worker 1\ncalls: a\n0 s to 500 ms, 500 ms long", spans[0].Value);
        Assert.True(double.Parse(spans[0].Attribute("y")!.Value) > double.Parse(spans[1].Attribute("y")!.Value));
        Assert.Equal(["worker 0", "worker 1", "worker 2"], svg.Texts.Where(text => text.StartsWith("worker", StringComparison.Ordinal)));
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
            "lines" => [.. Enumerable.Range(0, 20).Select(index => new Line($"line {index}", xs.Take(5000), ys.Skip(index * 5000).Take(5000).Select(y => y + index)))],
            "points" => [new Points("points", ys, ys.Reverse())],
            "spans" => [new Lanes("spans", [.. xs.Select((x, index) => new LaneSpan($"thread {index % 12}", x, x + ys[index]))])],
            _ => [new Lanes("spans", [.. xs.Select((x, index) => new LaneSpan($"thread {index % 40}", x, x + ys[index], Key: $"key {index % 7}"))])],
        };
        var figure = new Figure("many") { Series = series };

        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(figure.ToSvg()), 5_000, 60_000);
        Assert.InRange(figure.ToHtml().Length, 5_000, 220_000);
    }

    [Fact]
    public void A_thinned_line_still_shows_its_highest_and_its_lowest_point()
    {
        double[] ys = [.. Enumerable.Repeat(1.0, 50_000)];
        ys[12_345] = 9;
        ys[40_001] = -7;
        var figure = new Figure("peaks") { Y = new() { Min = -7, Max = 9 }, Series = [new Line("line", Enumerable.Range(0, ys.Length).Select(x => (double)x), ys)] };

        var svg = new SvgReader(figure.ToSvg());
        var places = SvgReader.PathPlaces(svg.All("path", "l").First().Attribute("d")!.Value);
        var grid = SvgReader.PathPlaces(svg.All("path", "g").First().Attribute("d")!.Value);

        Assert.Equal(places.Max(place => place.Y) - places.Min(place => place.Y), grid.Max(place => place.Y) - grid.Min(place => place.Y), 0.2);
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
