using Workloads.Notebooks.Hosting;
using Workloads.Notebooks.Pages;

namespace Workloads.Notebooks.Tests.Pages;

public class PagePartsTests
{
    [Theory]
    [InlineData("\u001b[31mred\u001b[0m", "red")]
    [InlineData("0 %\r50 %\r100 %\n", "100 %\n")]
    [InlineData("long line\rab", "abng line")]
    [InlineData("a\r\nb", "a\nb")]
    [InlineData("bell\a", "bell")]
    public void Console_text_is_as_a_terminal_would_show_it_in_the_end(string text, string shown)
    {
        Assert.Equal(shown, ConsoleText.Clean(text));
    }

    [Fact]
    public void Code_is_coloured_and_loses_no_character()
    {
        const string code = "// <note>\nvar x = $\"a {1 + 2} b\"; /* c */\n#!time\nawait Task.Delay(1) // open {";

        var html = CodeHighlighter.ToHtml(code);

        Assert.Contains("<span class=\"k\">var</span>", html, StringComparison.Ordinal);
        Assert.Equal(code, System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(html, "<[^>]*>", "")));
    }

    [Theory]
    [InlineData(".Missing")]
    [InlineData("var = ;")]
    [InlineData("}.}")]
    public void Code_that_is_no_code_yet_loses_no_character_either(string code)
    {
        Assert.Equal(code, System.Net.WebUtility.HtmlDecode(
            System.Text.RegularExpressions.Regex.Replace(CodeHighlighter.ToHtml(code), "<[^>]*>", "")));
    }

    [Fact]
    public void Code_nested_too_deep_for_the_parser_is_shown_without_colours()
    {
        var code = $"var x = {new string('(', 20_000)}1{new string(')', 20_000)};";

        Assert.Equal(code, CodeHighlighter.ToHtml(code));
    }

    [Fact]
    public void Headings_have_anchors_of_their_own()
    {
        HashSet<string> anchors = new(StringComparer.Ordinal);

        var first = MarkdownText.Render("# Speed & `cost`\n\nA *short* word.\n\n## Speed", anchors);
        var second = MarkdownText.Render("## Speed", anchors);

        Assert.Equal([new(1, "Speed & cost", "speed-cost"), new(2, "Speed", "speed")], first.Headings);
        Assert.Equal("speed-2", Assert.Single(second.Headings).Anchor);
        Assert.Equal("A short word.", first.FirstParagraph);
        Assert.Contains("id=\"speed-2\"", second.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_nested_too_deep_for_the_parser_is_shown_as_it_stands()
    {
        var markdown = $"{new string('>', 300)} <deep>";

        var text = MarkdownText.Render(markdown, []);

        Assert.Equal($"<pre>{System.Net.WebUtility.HtmlEncode(markdown)}</pre>\n", text.Html);
        Assert.Empty(text.Headings);
    }

    [Theory]
    [InlineData("<div><svg width=\"1\"><g/></svg></div>", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\"><g/></svg>")]
    [InlineData("<svg></svg><svg></svg>", null)]
    [InlineData("<svg><g></svg>", null)]
    [InlineData("none", null)]
    public void The_only_picture_in_a_piece_of_HTML_is_found(string html, string? svg)
    {
        Assert.Equal(svg, SvgPicture.Only(html));
    }

    [Fact]
    public void Plain_text_is_escaped_and_HTML_is_not()
    {
        var plain = ValueHtml.Of([new MimeText("text/plain", "<b>")], []);
        var html = ValueHtml.Of([new MimeText("text/plain", "x"), new MimeText("text/html", "<b>x</b>")], []);

        Assert.Equal("<pre class=\"console\">&lt;b&gt;</pre>", plain);
        Assert.Equal("<b>x</b>", html);
    }

    [Fact]
    public void A_whole_document_keeps_to_a_frame()
    {
        var html = ValueHtml.Of([new MimeText("text/html", "<!DOCTYPE html><html><body>\"x\"</body></html>")], []);

        Assert.StartsWith("<iframe ", html, StringComparison.Ordinal);
        Assert.Contains("srcdoc=\"&lt;!DOCTYPE html&gt;", html, StringComparison.Ordinal);
    }
}
