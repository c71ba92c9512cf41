using Workloads.Html;

namespace Workloads.Charts;

/// <summary>
/// A figure for a notebook or a page: a drawing for wide places and one for narrow ones, of which the style sheet shows the
/// one that fits, and the script that lets the reader explore them.
/// </summary>
internal static class FigureHtml
{
    /// <summary>The rules of drawings, wherever they stand.</summary>
    public static string DrawingRules { get; } = ""
        + "svg.wl,svg>.wl{--p:light-dark(#fff,#15191f);color:light-dark(#1f2328,#e6edf3)}"
        + ".wl .n{stroke:var(--p);stroke-width:4px;stroke-linejoin:round;paint-order:stroke}.wl .i{fill:var(--i)}.wl{--i:light-dark(#1f2328,#e6edf3)}"
        + ".wl .m{stroke:var(--p)}.wl .d,.wl .o{fill:var(--p)}"
        + Palette.Rules;

    private static readonly string Style = Theme.Style(DrawingRules
        + ".wl-f{position:relative;container-type:inline-size;width:100%;max-width:860px;margin:.6em 0}.wl-f>svg{display:block;width:100%;height:auto}"
        + ".wl-f>figcaption{font-size:11.5px;margin:0 8px}"
        + "@container(max-width:540px){.wl-f>svg:not(:only-of-type){display:none}.wl-f>svg+svg{display:block!important;max-width:500px}}");

    /// <summary>The figure, or where its series lie in several panels, a drawing for each of them.</summary>
    public static string Of(Figure figure) => FigurePanels.Of(figure) is { } panels ? panels.ToHtml() : Of(figure, inGrid: false);

    /// <summary>The figure, as one of several side by side when it stands in a grid: drawn for a narrow place only.</summary>
    public static string Of(Figure figure, bool inGrid)
    {
        string id = Markup.NewId();
        var data = new Prepared(figure);
        string drawings = inGrid
            ? Drawing.Of(data, DrawingSize.Narrow, id + "n", "", "")
            : Drawing.Of(data, DrawingSize.Wide, id + "w", "", "")
                + Drawing.Of(data, DrawingSize.Narrow, id + "n", " style=\"display:none\"", "");
        string trace = data.HasLanes ? TraceLink.Of(figure) : "";
        return $"<figure id=\"{id}\" class=\"wl wl-f workloads-figure\" data-v=\"{Script.Figure.Key}\">{Style}{drawings}"
            + (trace.Length > 0 ? $"<figcaption>{trace}</figcaption>" : "") + "</figure>"
            + (drawings.Contains(" data-z=", StringComparison.Ordinal) ? Script.Zoom.Element : "")
            + Script.Figure.Element;
    }
}
