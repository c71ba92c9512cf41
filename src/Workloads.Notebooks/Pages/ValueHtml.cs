using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive.Formatting;
using Workloads.Notebooks.Hosting;

namespace Workloads.Notebooks.Pages;

/// <summary>A shown value as HTML: the richest of its forms that a page can hold.</summary>
internal static partial class ValueHtml
{
    private static readonly string[] Preferred =
        ["text/html", "image/svg+xml", "image/png", "image/jpeg", "image/gif", "text/markdown", "text/latex", "text/plain",
            "application/json"];

    /// <summary>Whether a value has nothing to be seen, as what progress leaves behind when it is done.</summary>
    public static bool IsBlank(IReadOnlyList<MimeText> values) => values.All(value => string.IsNullOrWhiteSpace(value.Text));

    public static string Of(IReadOnlyList<MimeText> values, HashSet<string> anchors)
    {
        var value = Preferred.Select(mimeType => values.FirstOrDefault(v => v.MimeType == mimeType)).FirstOrDefault(v => v is not null)
            ?? (values.Count > 0 ? values[0] : null);
        return value switch
        {
            null => "",
            { MimeType: "text/html" } => Markup(value.Text),
            { MimeType: "image/svg+xml" } => value.Text,
            { MimeType: "image/png" or "image/jpeg"
                or "image/gif" } => $"<img alt=\"\" src=\"data:{value.MimeType};base64,{Html.Escape(value.Text.ReplaceLineEndings(""))}\">",
            { MimeType: "text/markdown" } => $"<div class=\"prose\">{MarkdownText.Render(value.Text, anchors).Html}</div>",
            _ => $"<pre class=\"console\">{Html.Escape(ConsoleText.Clean(value.Text))}</pre>",
        };
    }

    // A whole document, which some packages show, keeps to a frame of its own.
    private static string Markup(string html) =>
        WholeDocument().IsMatch(html)
            ? $"<iframe title=\"Output\" loading=\"lazy\" srcdoc=\"{Html.Escape(html)}\"></iframe>"
            : Html.WithoutEmptyHeaders(html.Replace(FormatterStyle, "", StringComparison.Ordinal));

    // The formatters repeat their style with every value, and it reaches beyond it; the page's own sheet has it.
    private static readonly string FormatterStyle = FindFormatterStyle();

    private static string FindFormatterStyle()
    {
        var html = 1.ToDisplayString("text/html");
        var start = html.IndexOf("<style>", StringComparison.Ordinal);
        return start < 0 ? "\0" : html[start..];
    }

    [GeneratedRegex(@"^\s*(<!DOCTYPE|<html)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex WholeDocument();
}
