using Workloads.Html;

namespace Workloads.Show;

/// <summary>A listing of a program's text or instructions.</summary>
/// <param name="Title">What it is; may be empty.</param>
/// <param name="Text">The text, its columns aligned by spaces.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
internal sealed record CodeBlock(string Title, string Text) : IDisplayable
{
    private static readonly string Style = Theme.Style(""
        + ".wl-c{margin:.6em 0;max-width:100%;font-size:15px}"
        + ".wl-c pre{overflow-x:auto;margin:.3em 0;padding:.7em .9em;border:0;border-radius:4px;background:color-mix(in srgb,currentColor 6%,transparent);color:inherit;font:12.5px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:pre}");

    /// <inheritdoc/>
    public string ToHtml() => Of(Text, Title);

    /// <inheritdoc/>
    public override string ToString() => Title.Length == 0 ? Text : $"{Title}\n{Text}";

    internal static string Of(string text, string title = "")
    {
        string heading = title.Length == 0 ? "" : $"<strong>{Markup.Encode(title)}</strong>";
        return $"<div class=\"wl wl-c workloads-code\">{Style}{heading}<pre tabindex=\"0\">{Markup.Encode(text.TrimEnd())}</pre></div>";
    }
}
