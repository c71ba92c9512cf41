using System.Xml;
using System.Xml.Linq;

namespace Workloads.Notebooks.Pages;

/// <summary>The picture inside a piece of HTML.</summary>
internal static class SvgPicture
{
    private const string Namespace = "http://www.w3.org/2000/svg";

    /// <summary>The HTML's picture as a document of its own, when it holds exactly one that is well-formed; null otherwise.</summary>
    public static string? Only(string html)
    {
        var start = html.IndexOf("<svg", StringComparison.OrdinalIgnoreCase);
        if (start < 0 || html.IndexOf("<svg", start + 1, StringComparison.OrdinalIgnoreCase) >= 0)
            return null;
        var end = html.IndexOf("</svg>", start, StringComparison.OrdinalIgnoreCase);
        if (end < 0)
            return null;
        var svg = html[start..(end + "</svg>".Length)];
        if (!svg.Contains("xmlns=", StringComparison.Ordinal))
            svg = svg.Insert("<svg".Length, $" xmlns=\"{Namespace}\"");
        return Parse(svg) is null ? null : svg;
    }

    /// <summary>
    /// A drawing that took its colours from where it stood, as a document with a background of its own, and what it says it shows: its
    /// title, else its label; empty where it says nothing. Null when it is not well-formed, or the style is nothing that XML can hold.
    /// </summary>
    /// <param name="drawing">The SVG element.</param>
    /// <param name="id">The id of the element that it stood in.</param>
    /// <param name="kinds">That element's classes.</param>
    /// <param name="style">That element's style, with rules for the id or the classes.</param>
    public static (string Svg, string Title)? Standalone(string drawing, string id, string kinds, string style)
    {
        if (Parse(drawing) is not { } svg || !IsXml(style))
            return null;
        var title = svg.Element(XName.Get("title", Namespace))?.Value ?? svg.Attribute("aria-label")?.Value ?? "";
        // An image has no size but the one it says.
        if (svg.Attribute("viewBox")?.Value.Split(' ') is [_, _, var width, _])
            svg.SetAttributeValue("width", width);
        // Moved and not copied, since a copy is made by recursion, however deep a drawing is.
        List<XNode> nodes = [.. svg.Nodes()];
        svg.RemoveNodes();
        // In a group, on which the rules for the element's margins have no effect.
        var group = new XElement(
            XName.Get("g", Namespace),
            new XAttribute("id", id),
            new XAttribute("class", kinds),
            new XElement(XName.Get("rect", Namespace), new XAttribute("width", "100%"), new XAttribute("height", "100%"),
                new XAttribute("fill", "var(--p,#fff)")),
            nodes);
        svg.Add(new XElement(XName.Get("style", Namespace), style), group);
        return (svg.ToString(SaveOptions.DisableFormatting), title);
    }

    /// <summary>
    /// A picture's plot without words, for a place in which nobody could read them. Where a picture does not say where its plot lies, it is
    /// kept whole.
    /// </summary>
    /// <param name="picture">What <see cref="Standalone"/> made.</param>
    public static string Plot(string picture)
    {
        XElement svg = XElement.Parse(picture);
        svg.Descendants().Where(element => element.Name.LocalName is "text" or "title" or "desc").Remove();
        if (svg.Attribute("data-p")?.Value is { } plot)
            svg.SetAttributeValue("viewBox", plot);
        svg.Attributes().Where(attribute => attribute.Name.LocalName is "style" or "width" or "role" or "aria-labelledby").Remove();
        return svg.ToString(SaveOptions.DisableFormatting);
    }

    private static bool IsXml(string text)
    {
        try
        {
            XmlConvert.VerifyXmlChars(text);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static XElement? Parse(string svg)
    {
        try
        {
            return XElement.Parse(svg);
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
