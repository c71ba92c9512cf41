using Workloads.Html;

namespace Workloads.Charts;

/// <summary>A figure as an SVG document of its own, for files and <c>&lt;img&gt;</c>: with a background, since it does not know what it lies on.</summary>
internal static class SvgFile
{
    public static string Of(Figure figure)
    {
        string id = Markup.NewId();
        string head = $"<style>{FigureStyle.Of(id)}</style><rect width=\"100%\" height=\"100%\" fill=\"var(--wl-bg)\"/>";
        return Drawing.Of(new(figure), DrawingSize.Wide, id, " width=\"760\"", head);
    }
}
