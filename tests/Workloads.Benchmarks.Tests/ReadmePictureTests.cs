using System.Xml.Linq;
using Workloads.Benchmarks.Tests.CommandLine;
using Workloads.Measuring;

namespace Workloads.Benchmarks.Tests;

public sealed class ReadmePictureTests
{
    private static readonly SweepResult MadeUp = new(
        [
            .. from runtime in (string[])[".NET 10.0.1", "CPython 3.13.0"]
               from model in (string[])["sequential", "thread pool", "processes"]
               from size in (long[])[10, 15, 20, 25]
               from repeat in Enumerable.Range(0, 9)
               select new Timing(runtime, model, "fibonacci", size, 1_000, 2, repeat,
                   Math.Pow(1.6, size) * (1 + 0.001 * (repeat % 3)) / (model == "sequential" ? 1 : 1.9)),
        ],
        new MachineFacts { UsableCores = 2 });

    [Theory]
    [InlineData("docs/scaling.svg", false)]
    [InlineData("docs/scaling-narrow.svg", true)]
    public void The_picture_in_the_repository_has_the_form_that_the_command_writes(string file, bool narrow)
    {
        XElement today = XElement.Parse(ReadmePicture.Of(MadeUp).ToSvg(narrow)),
            committed = XElement.Load(Path.Combine(Repository.Root!, file));

        Assert.Equal(Form(today), Form(committed));
        Assert.Matches(@"^fibonacci\(25\) × 1,000: .+ sequential in \.NET [\d.]+; .+ sequential in CPython [\d.]+$", Title(committed));
        Assert.Contains("Pools are started before the clock. Dashed: CPython, against its own one thread.", Caption(committed),
            StringComparison.Ordinal);
        Assert.DoesNotContain(Texts(committed), text => text.EndsWith('…'));
    }

    [Fact]
    public void README_shows_both_pictures_and_names_the_command()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root!, "README.md"));

        Assert.Contains("src=\"docs/scaling.svg\"", readme, StringComparison.Ordinal);
        Assert.Contains("srcset=\"docs/scaling-narrow.svg\"", readme, StringComparison.Ordinal);
        Assert.Contains(ReadmePicture.Command, readme, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_folder_that_is_not_there_is_named_before_anything_is_measured()
    {
        Assert.Equal((2, "nowhere/picture.svg: there is no such folder.\n"),
            await BenchmarksCommandTests.RunAsync(["picture", "nowhere/picture.svg"]));
    }

    /// <summary>
    /// What does not depend on what was measured: the style, the size, the series with their colours and dashes, and the axes.
    /// </summary>
    private static string Form(XElement svg) => string.Join('\n',
    [
        Named(svg, "style").First().Value,
        $"{svg.Attribute("class")?.Value} {svg.Attribute("width")?.Value}",
        .. Named(svg, "g").Where(group => group.Attribute("data-s") is not null && Named(group, "title").Any()).Select(series =>
            $"{string.Concat(Named(series, "title").First().Value.Split(':', '\n')[0].Where(letter => !char.IsAsciiDigit(letter)))}: {series.Attribute("class")?.Value}, {Named(series, "path").Select(path => path.Attribute("stroke-dasharray")?.Value).OfType<string>().FirstOrDefault() ?? "solid"}"),
        .. Texts(svg).Where(
            text => text.StartsWith("n of fib", StringComparison.Ordinal) || text.StartsWith("speed-up", StringComparison.Ordinal)),
    ]);

    private static string Caption(XElement svg) =>
        string.Join(' ', Named(svg, "text").Where(text => text.Attribute("font-size")?.Value == "11.5").Select(text => text.Value));

    private static string Title(XElement svg) => Named(svg, "title").First().Value;

    private static IEnumerable<string> Texts(XElement svg) => Named(svg, "text").Select(text => text.Value);

    private static IEnumerable<XElement> Named(XElement element, string name) =>
        element.Descendants().Where(one => one.Name.LocalName == name);
}
