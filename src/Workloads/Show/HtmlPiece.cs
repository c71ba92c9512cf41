using Workloads.Html;

namespace Workloads.Show;

/// <summary>HTML that something else has made, complete in itself.</summary>
/// <param name="Html">The HTML.</param>
/// <param name="Text">What consoles show in its place.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
internal sealed record HtmlPiece(string Html, string Text) : IDisplayable
{
    /// <inheritdoc/>
    public string ToHtml() => Html;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
