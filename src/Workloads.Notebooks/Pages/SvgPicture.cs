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
        try
        {
            _ = XElement.Parse(svg);
            return svg;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>What a picture says it shows; null where it says nothing.</summary>
    public static string? Title(string svg)
    {
        try
        {
            return XElement.Parse(svg).Element(XName.Get("title", Namespace))?.Value;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
