using AngleSharp.Html.Parser;
using Workloads.Interpreter;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class SystemPictureTests
{
    [Fact]
    public void The_web_system_is_drawn_whole_without_a_script()
    {
        var page = new HtmlParser().ParseDocument(WebSystem.Picture.ToHtml());

        Assert.Equal(WebSystem.Drawing.Parts.Select(part => part.Name),
            page.QuerySelectorAll("text.name").Select(text => text.TextContent));
        Assert.Equal(WebSystem.Drawing.Flows.Count, page.QuerySelectorAll("path.flow").Length);
        Assert.Equal(WebSystem.Drawing.Flows.Count(flow => flow.IsLater), page.QuerySelectorAll("path.later").Length);
        Assert.Empty(page.QuerySelectorAll("script"));
    }

    [Fact]
    public void Every_part_names_its_experiments_and_has_a_flow()
    {
        Assert.All(WebSystem.Drawing.Parts, part => Assert.NotEmpty(part.Experiments));
        Assert.All(WebSystem.Drawing.Parts,
            part => Assert.Contains(WebSystem.Drawing.Flows, flow => flow.From == part.Name || flow.To == part.Name));
    }

    [Fact]
    public void No_box_lies_on_another()
    {
        var places = WebSystem.Drawing.Parts.Select(part => (part.Column, part.Row)).ToList();

        Assert.Equal(places.Count, places.Distinct().Count());
    }

    [Fact]
    public void Names_are_escaped_and_a_flow_to_nowhere_is_refused()
    {
        var picture = new SystemPicture("a < b", [new("one", [], ["X1"], 0, 0)], []);

        Assert.Contains("a &lt; b", picture.ToHtml(), StringComparison.Ordinal);
        var refusal = Assert.Throws<ArgumentException>(() => (picture with { Flows = [new("one", "two")] }).ToHtml());
        Assert.StartsWith("There is no part 'two'. There are: one.", refusal.Message, StringComparison.Ordinal);
    }
}
