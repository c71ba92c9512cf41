namespace Workloads;

/// <summary>A value that notebooks show as HTML; its <see cref="object.ToString"/> is what consoles show.</summary>
/// <remarks>
/// Hosts find <see cref="ToHtml"/> by its name. .NET Interactive looks for an attribute instead, so a displayable type
/// carries <c>[TypeFormatterSource(typeof(HtmlFormatterSource))]</c> as well.
/// </remarks>
public interface IDisplayable
{
    /// <summary>A piece of HTML that is complete in itself: its style and its script, if any, are within.</summary>
    string ToHtml();
}
