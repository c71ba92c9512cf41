using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Workloads.Notebooks.Documents;
using Workloads.Notebooks.Hosting;

namespace Workloads.Notebooks.Tests.Documents;

public sealed partial class StaticFormsTests
{
    private const string Figure = """
        <p>before</p><figure id="f-1" class="any"><style>#f-1 text{fill:red}</style><svg xmlns="http://www.w3.org/2000/svg" id="f-1w" viewBox="0 0 760 400"><title>A &amp; B</title><text>wide</text></svg><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 390 400"><text>narrow</text></svg><figcaption>below</figcaption></figure><script>live()</script>
        """;

    [Fact]
    public void A_drawing_in_a_figure_becomes_an_image_that_keeps_its_style_and_what_stands_around_it_stays()
    {
        var html = StaticForms.WithImages(Figure);

        var image = ImageAddress().Match(html);
        Assert.Equal("A &amp; B", image.Groups["alt"].Value);
        var svg = XElement.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(image.Groups["data"].Value)));
        Assert.Equal("760", svg.Attribute("width")?.Value);
        Assert.Equal(["style", "g"], svg.Elements().Select(element => element.Name.LocalName));
        Assert.Equal("f-1", svg.Elements().Last().Attribute("id")?.Value);
        Assert.Equal(["rect", "title", "text"], svg.Elements().Last().Elements().Select(element => element.Name.LocalName));
        Assert.Equal("#f-1 text{fill:red}", svg.Elements().First().Value);
        Assert.DoesNotContain("<svg", html, StringComparison.Ordinal);
        Assert.Equal("any", svg.Elements().Last().Attribute("class")?.Value);
        Assert.StartsWith("<p>before</p><figure id=\"f-1\" class=\"any\"><img", html, StringComparison.Ordinal);
        Assert.EndsWith("<figcaption>below</figcaption></figure>", html.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_drawing_of_an_output_becomes_an_image()
    {
        Assert.Equal(2, ImageAddress().Count(StaticForms.WithImages(Figure + Figure)));
    }

    [Theory]
    [InlineData("<p>none</p>")]
    [InlineData("<svg><g/></svg>")]
    [InlineData("<figure id=\"f\"><style>s</style><svg><g></svg></figure>")]
    [InlineData("<figure id=\"f\"><style>\u0001</style><svg xmlns=\"http://www.w3.org/2000/svg\"></svg></figure>")]
    public void HTML_without_a_well_formed_figure_stays_as_it_is(string html)
    {
        Assert.Equal(html, StaticForms.WithImages(html));
    }

    [Fact]
    public void A_drawing_nested_deeper_than_the_stack_becomes_an_image_too()
    {
        const int depth = 10_000;
        var inside = string.Concat(Enumerable.Repeat("<g>", depth)) + string.Concat(Enumerable.Repeat("</g>", depth));

        var html = "";
        var thread = new Thread(
            () => html =
                StaticForms.WithImages(
                    $"<figure id=\"f\"><style>s</style><svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg></figure>"),
                maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();

        Assert.Single(ImageAddress().Matches(html));
    }

    [Fact]
    public void A_picture_of_its_own_is_saved_beside_the_HTML()
    {
        var forms = StaticForms.Of([new MimeText("text/html", "<p/>"), new MimeText("image/svg+xml", "<svg/>")]).ToList();

        Assert.Equal([("text/html", "<p/>"), ("image/svg+xml", "<svg/>")], forms.Select(form => (form.MimeType, form.Text)));
    }

    [GeneratedRegex("""<img style="max-width:100%" alt="(?<alt>[^"]*)" src="data:image/svg\+xml;base64,(?<data>[^"]+)">""",
        RegexOptions.ExplicitCapture)]
    private static partial Regex ImageAddress();
}
