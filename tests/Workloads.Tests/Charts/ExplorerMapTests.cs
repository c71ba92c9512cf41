using System.Globalization;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Workloads.Charts;
using Workloads.Measuring;

namespace Workloads.Tests;

public sealed class ExplorerMapTests
{
    private static readonly ExplorerMap Map = new("Where it pays",
    [
        new(".NET", "sequential", 10, 1, 1, 1, 1, 1e-6), new(".NET", "thread pool", 10, 1, 0.1, 0.09, 0.11, 1e-5),
        new(".NET", "sequential", 20, 1, 1, 1, 1, 1e-3), new(".NET", "thread pool", 20, 1, 1.05, 0.9, 1.2, 0.95e-3),
        new(".NET", "sequential", 10, 100, 1, 1, 1, 1e-4), new(".NET", "thread pool", 10, 100, 1.5, 1.4, 1.6, 0.67e-4),
        new(".NET", "sequential", 20, 100, 1, 1, 1, 0.1), new(".NET", "thread pool", 20, 100, 1.94321, 1.9, 1.98, 0.0515),
    ]) { Workload = "fib", Caption = "2 cores", Cores = 2 };

    [Fact]
    public void Each_cell_has_the_colour_of_its_fastest_model_and_is_pale_where_intervals_overlap()
    {
        var svg = new SvgReader(Map.ToSvg());

        (string, string?, string)[] hues =
            [.. svg.All("g").Where(
                group => group.Elements().FirstOrDefault() is { Name.LocalName: "path" } cells && cells.Attribute("d")!.Value.EndsWith('z')
                && group.Attribute("color") is not null)
            .Select(group => (group.Attribute("class")!.Value, group.Elements().First().Attribute("fill-opacity")?.Value,
                string.Join(' ', group.ElementsAfterSelf().First().Elements().Select(text => text.Value))))];
        Assert.Equal([("c7", null, "1"), ("c8", null, "1.5 1.9"), ("c8", ".25", "1.1")], hues.Order());
    }

    [Fact]
    public void The_chosen_cell_is_where_most_is_gained_for_certain_and_its_sentence_says_what_the_drawing_shows()
    {
        var page = new HtmlParser().ParseDocument(Map.ToHtml());

        Assert.Equal("fib(20) × 100: thread pool is the fastest, 1.94× one thread (1.9× to 1.98×), in 51.5 ms; sequential 1×.",
            page.QuerySelector("p[aria-live]")!.TextContent);
        Assert.Contains(
            "fib(20) × 1: thread pool is ahead, 1.05× one thread (0.9× to 1.2×), in 950 µs; sequential 1×, the intervals overlap.",
            new ExplorerData(Map).Sentence(20, 1), StringComparison.Ordinal);
    }

    [Fact]
    public void The_script_gets_every_number_as_the_sentence_says_it()
    {
        string json = new HtmlParser().ParseDocument(Map.ToHtml()).QuerySelector(".wl-x")!.GetAttribute("data-x")!;
        string pool = JsonDocument.Parse(json).RootElement.GetProperty("d")[0][1].GetString()!;

        double[] numbers = [.. pool.Chunk(3).Select(letters => Number(new string(letters)))];

        Assert.Equal([0.1, 0.09, 0.11, 1e-5, 1.05, 0.9, 1.2, 0.95e-3, 1.5, 1.4, 1.6, 0.67e-4, 1.94, 1.9, 1.98, 0.0515],
            numbers.Select(number => double.Parse(number.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)));

        static double Number(string letters)
        {
            int number = letters.Aggregate(0, (sum, letter) => (sum * 36) + (letter <= '9' ? letter - '0' : letter - 'a' + 10));
            return ((number % 900) + 100) * Math.Pow(10, (number / 900) - 24);
        }
    }

    [Fact]
    public void What_was_not_measured_and_what_is_no_number_leaves_a_gap()
    {
        var map = Map with { Rows =
            [.. Map.Rows.Where(row => row is not { Size: 10, Callers: 100 }), new(".NET", "processes", 20, 1, double.NaN, 1, 1, 1)] };

        Assert.DoesNotContain("processes", map.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("10: –", map.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(new SvgReader(new ExplorerMap("nothing", []).ToSvg()).Texts);
        Assert.Contains("no data", new ExplorerMap("nothing", []).ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Eight_by_eight_points_of_six_models_fit_into_thirty_kilobytes()
    {
        string html = Sweep(".NET", "sequential", "thread pool", "parallel loop", "async tasks", "channel workers", "processes").Explore()
            .ToHtml();

        Assert.InRange(Encoding.UTF8.GetByteCount(html), 20_000, 30 * 1024);
    }

    [Fact]
    public void A_sweep_is_explored_with_CPython_beside_it_and_its_last_run_behind()
    {
        var sweep = Sweep(".NET", "sequential", "thread pool").With(Sweep("CPython 3.13.0", "sequential", "processes"));

        var map = (ExplorerMap)sweep.Explore(previous: sweep);

        Assert.Equal("At 64 of 64 points a model beats one thread on .NET, by up to 2×", map.Title);
        Assert.Equal(256, map.Rows.Count);
        Assert.Equal(256, map.Previous.Count);
        Assert.StartsWith("fib(1) × 1. On .NET thread pool is the fastest, 2× one thread (2× to 2×), in ",
            new ExplorerData(map).Sentence(1, 1), StringComparison.Ordinal);
        Assert.Contains(" On CPython 3.13.0 processes is the fastest", new ExplorerData(map).Sentence(1, 1), StringComparison.Ordinal);
        Assert.Contains(" Last run: processes, 2×.", new ExplorerData(map).Sentence(1, 1), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sweep_without_the_baseline_is_refused_with_the_models_that_it_has()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Sweep(".NET", "thread pool").Explore());

        Assert.StartsWith("Nothing was measured in the model 'sequential'. There are: thread pool.", refusal.Message,
            StringComparison.Ordinal);
    }

    private static SweepResult Sweep(string runtime, params string[] models) => new(
        from model in models
        from size in Enumerable.Range(0, 8)
        from callers in Enumerable.Range(0, 8)
        from repeat in Enumerable.Range(0, InTurns.MinRounds)
        select new Timing(runtime, model, "fib", 1 + (3 * size), 1 << callers, 2, repeat,
            1.2345e-6 * Math.Pow(1.7, size) * (1 << callers) * (model == "sequential" ? 2 : 1)));
}
