using Workloads.Html;

namespace Workloads.Charts;

/// <summary>A figure as an SVG document of its own, for files and <c>&lt;img&gt;</c>: with a background, since it does not know what it lies on.</summary>
internal static class SvgFile
{
    private const string Background = "<rect width=\"100%\" height=\"100%\" fill=\"var(--wl-bg)\"/>";

    public static string Of(Figure figure)
    {
        string id = Markup.NewId();
        return Drawing.Of(new(figure), DrawingSize.Wide, id, " width=\"760\"", $"<style>{FigureStyle.Of(id)}</style>{Background}");
    }

    public static string Of(FigureGrid grid, int side)
    {
        string id = Markup.NewId();
        DrawingSize size = side == 1 ? DrawingSize.Wide : DrawingSize.Narrow;
        var panels = new SvgText();
        double top = grid.Title.Length > 0 ? 34 : 0, width = size.Width * Math.Min(side, Math.Max(1, grid.Figures.Count));
        foreach (Figure[] row in grid.Figures.Chunk(side))
        {
            double tallest = 0;
            for (int column = 0; column < row.Length; column++)
            {
                var data = new Prepared(row[column]);
                double height = new Frame(data, size).Height;
                tallest = Math.Max(tallest, height);
                panels.Raw("<g transform=\"translate(").At(column * size.Width).Raw(' ').At(top).Raw(")\">")
                    .Raw(Drawing.Of(data, size, Markup.NewId(), FormattableString.Invariant($" width=\"{size.Width}\" height=\"{height}\""), "")).Raw("</g>");
            }

            top += tallest;
        }

        var svg = new SvgText();
        svg.Raw("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"").Raw(id).Raw('"').Set("width", width).Raw(" viewBox=\"0 0 ").At(width).Raw(' ').At(top + (grid.Caption.Length > 0 ? 24 : 0)).Raw("\">")
            .Raw("<style>").Raw(FigureStyle.Of(id)).Raw("</style>").Raw(Background)
            .Text("h", 8, 25, TextWidth.Fit(grid.Title, width - 16, Frame.TitleSize, bold: true))
            .Raw(panels.ToString())
            .Text("f", 8, top + 12, TextWidth.Fit(grid.Caption, width - 16, Frame.SmallSize));
        return svg.Raw("</svg>").ToString();
    }
}
