using System.Text.Json;
using Workloads.Charts;
using Workloads.Interpreter;

namespace Workloads.Tests;

public sealed class PlotlyJsonTests
{
    [Fact]
    public void Lines_and_points_keep_their_names_lengths_and_spread()
    {
        JsonElement plot = Parse(new Figure("f")
        {
            X = Axis.Log2("workers"),
            Y = Axis.LogTime(),
            Series = [new Line("line", [1, 2, 4], [1, double.NaN, 3], [0.5, 1, 2], [2, 3, 4]),
                new Points("points", (1, 1), (2, 2)) { Quoted = true }],
        });

        JsonElement[] traces = [.. plot.GetProperty("data").EnumerateArray()];
        Assert.Equal(["line", "points"], traces.Select(trace => trace.GetProperty("name").GetString()));
        Assert.All(traces, trace => Assert.Equal("scatter", trace.GetProperty("type").GetString()));
        Assert.Equal([3, 2], traces.Select(trace => trace.GetProperty("x").GetArrayLength()));
        Assert.Equal(JsonValueKind.Null, traces[0].GetProperty("y")[1].ValueKind);
        Assert.Equal(1, traces[0].GetProperty("error_y").GetProperty("array")[0].GetDouble());
        Assert.Equal("x-thin-open", traces[1].GetProperty("marker").GetProperty("symbol").GetString());
        Assert.Equal("log", plot.GetProperty("layout").GetProperty("xaxis").GetProperty("type").GetString());
        Assert.Equal("log", plot.GetProperty("layout").GetProperty("yaxis").GetProperty("type").GetString());
    }

    [Fact]
    public void Reference_lines_are_shapes_by_value_and_annotations_lie_by_exponent_on_a_logarithmic_axis()
    {
        JsonElement layout = Parse(new Figure("f")
        {
            Y = Axis.Log("y"),
            Series = [new Line("line", (1, 1), (2, 1000))],
            Lines = [ReferenceLine.AtY(100, "limit")],
            Annotations = [new(2, 1000, "top")],
        }).GetProperty("layout");

        Assert.Equal(100, layout.GetProperty("shapes")[0].GetProperty("y0").GetDouble());
        Assert.Equal("limit", layout.GetProperty("annotations")[0].GetProperty("text").GetString());
        Assert.Equal(2, layout.GetProperty("annotations")[0].GetProperty("y").GetDouble(), 1e-9);
        Assert.Equal(3, layout.GetProperty("annotations")[1].GetProperty("y").GetDouble(), 1e-9);
    }

    [Fact]
    public void Bars_and_spans_are_bars()
    {
        JsonElement bars = Parse(new Figure("bars") { BarsAcross = true, Series = [new Bars("cost", ("a", 1), ("b", 2))] })
            .GetProperty("data")[0];
        JsonElement spans = Parse(new Figure("spans") { Series = [new Lanes("calls", [new("w0", 1, 3), new("w1", 2, 5)])] })
            .GetProperty("data")[0];

        Assert.Equal("h", bars.GetProperty("orientation").GetString());
        Assert.Equal([1, 2], bars.GetProperty("x").EnumerateArray().Select(value => value.GetDouble()));
        Assert.Equal("bar", spans.GetProperty("type").GetString());
        Assert.Equal([1, 2], spans.GetProperty("base").EnumerateArray().Select(value => value.GetDouble()));
        Assert.Equal([2, 3], spans.GetProperty("x").EnumerateArray().Select(value => value.GetDouble()));
    }

    [Fact]
    public void The_backgrounds_are_transparent_and_the_template_is_an_object()
    {
        JsonElement layout = Parse(new Figure("f")).GetProperty("layout");

        Assert.Equal("rgba(0,0,0,0)", layout.GetProperty("paper_bgcolor").GetString());
        Assert.Equal("rgba(0,0,0,0)", layout.GetProperty("plot_bgcolor").GetString());
        Assert.Equal(JsonValueKind.Object, layout.GetProperty("template").ValueKind);
    }

    [Fact]
    public void Many_points_are_thinned_and_few_are_not()
    {
        static JsonElement Trace(int count) =>
            Parse(new Figure("f") { Series =
                [new Line("line", Enumerable.Range(0, count).Select(index => ((double)index, Math.Sin(index))))] }).GetProperty("data")[0];

        Assert.Equal(4000, Trace(4000).GetProperty("x").GetArrayLength());
        Assert.InRange(Trace(100_000).GetProperty("x").GetArrayLength(), 1000, 4000);
    }

    private static JsonElement Parse(Figure figure) => JsonDocument.Parse(figure.ToPlotlyJson()).RootElement;
}
