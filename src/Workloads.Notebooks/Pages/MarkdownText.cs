using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Workloads.Notebooks.Pages;

/// <summary>A heading of a page.</summary>
internal sealed record Heading(int Level, string Text, string Anchor);

/// <summary>Markdown as HTML, with anchors on its headings.</summary>
internal sealed class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UseMathematics()
        .UseAdvancedExtensions()
        .Build();

    private MarkdownText(string html, IReadOnlyList<Heading> headings, string? firstParagraph)
    {
        Html = html;
        Headings = headings;
        FirstParagraph = firstParagraph;
    }

    public string Html { get; }

    public IReadOnlyList<Heading> Headings { get; }

    public string? FirstParagraph { get; }

    /// <summary>The text as HTML; one that is nested deeper than anybody writes is shown as it stands.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="anchors">The anchors that the page has so far; this text's are added.</param>
    public static MarkdownText Render(string markdown, HashSet<string> anchors)
    {
        try
        {
            return Of(Markdown.Parse(markdown, Pipeline), anchors);
        }
        catch (ArgumentException)
        {
            // Markdig refuses elements that lie too deep within each other, as it reads or as it writes.
            return new MarkdownText($"<pre>{Pages.Html.Escape(markdown)}</pre>\n", [], null);
        }
    }

    private static MarkdownText Of(MarkdownDocument document, HashSet<string> anchors)
    {
        var headings = new List<Heading>();
        foreach (var block in document.Descendants<HeadingBlock>())
        {
            var text = PlainText(block.Inline);
            var anchor = Unique(Pages.Html.Anchor(text), anchors);
            block.GetAttributes().Id = anchor;
            headings.Add(new Heading(block.Level, text, anchor));
        }

        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        var paragraph = document.OfType<ParagraphBlock>().FirstOrDefault();
        return new MarkdownText(WithScrollingTables(Pages.Html.WithoutEmptyHeaders(writer.ToString())), headings,
            paragraph is null ? null : PlainText(paragraph.Inline));
    }

    // A table that is made to scroll itself is no table any more to who cannot see it.
    private static string WithScrollingTables(string html) =>
        html.Replace("<table", "<div class=\"scroll\"><table", StringComparison.Ordinal)
            .Replace("</table>", "</table></div>", StringComparison.Ordinal);

    private static string Unique(string anchor, HashSet<string> anchors)
    {
        anchor = anchor.Length == 0 ? "section" : anchor;
        var unique = anchor;
        for (var copy = 2; !anchors.Add(unique); copy++)
            unique = Invariant($"{anchor}-{copy}");
        return unique;
    }

    private static string PlainText(ContainerInline? inline) =>
        inline is null ? "" : string.Concat(inline.Descendants().Select(i => i switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        LineBreakInline => " ",
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        _ => "",
    }));
}
