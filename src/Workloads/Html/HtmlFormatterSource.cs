namespace Workloads.Html;

/// <summary>What a notebook's kernel asks for formatters; see <see cref="TypeFormatterSourceAttribute"/>.</summary>
internal sealed class HtmlFormatterSource
{
    /// <summary>The formatters of all displayable types: their HTML, and their text for hosts without.</summary>
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter(MimeFormatter.Html, static value => ((IDisplayable)value).ToHtml()),
        new MimeFormatter(MimeFormatter.Plain, value => value.ToString() ?? ""),
    ];
}
