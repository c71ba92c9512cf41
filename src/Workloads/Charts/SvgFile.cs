using Workloads.Html;

namespace Workloads.Charts;

/// <summary>
/// A figure as an SVG document of its own, for files and <c>&lt;img&gt;</c>: with a background, since it does not know what it lies on.
/// </summary>
internal static class SvgFile
{
    private const string Background = "<rect width=\"100%\" height=\"100%\" fill=\"#fff\" style=\"fill:var(--p)\"/>";

    private static readonly string Style = Theme.Style(FigureHtml.DrawingRules);

    /// <summary>What stands in a file before all that is drawn: the style and the background.</summary>
    public static string Head => Style + Background;

    public static string Of(Figure figure, bool narrow)
    {
        if (FigurePanels.Of(figure) is { } panels)
            return panels.ToSvg();
        DrawingSize size = narrow ? DrawingSize.Narrow : DrawingSize.Wide;
        return Drawing.Of(new(figure), size, Markup.NewId(), Invariant($" class=\"wl\" width=\"{size.Width}\""), Head);
    }

    public static string Of(FigureGrid grid, int side)
    {
        DrawingSize size = side == 1 ? DrawingSize.Wide : DrawingSize.Narrow;
        var panels = new SvgText();
        double top = (grid.Title.Length > 0 ? 34 : 0) + (grid.Subtitle.Length > 0 ? 17 : 0),
            width = size.Width * Math.Min(side, Math.Max(1, grid.Figures.Count));
        foreach (Figure[] row in grid.Figures.Chunk(side))
        {
            double tallest = 0;
            for (int column = 0; column < row.Length; column++)
            {
                var data = new Prepared(row[column]);
                double height = new Frame(data, size).Height;
                tallest = Math.Max(tallest, height);
                panels.Raw("<g transform=\"translate(").At(column * size.Width).Raw(' ').At(top).Raw(")\">")
                    .Raw(Drawing.Of(data, size, Markup.NewId(), Invariant($" width=\"{size.Width}\" height=\"{height}\""), "")).Raw("</g>");
            }

            top += tallest;
        }

        var svg = new SvgText();
        svg.Raw("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"wl\" fill=\"currentColor\" font-family=\"").Raw(Theme.Fonts)
            .Raw("\" font-size=\"13\"").Set("width", width).Raw(" viewBox=\"0 0 ").At(width).Raw(' ')
            .At(top + (grid.Caption.Length > 0 ? 24 : 0)).Raw("\">")
            .Raw(Style).Raw(Background)
            .Text(" font-size=\"17\" font-weight=\"650\"", 8, 25,
                TextWidth.Fit(FigureText.Plain(grid.Title), width - 16, Frame.TitleSize, bold: true))
            .Text(Drawing.Soft, 8, grid.Title.Length > 0 ? 45 : 16,
                TextWidth.Fit(FigureText.Plain(grid.Subtitle), width - 16, Frame.FontSize))
            .Raw(panels.ToString())
            .Text(" font-size=\"11.5\"" + Drawing.Soft, 8, top + 12,
                TextWidth.Fit(FigureText.Plain(grid.Caption), width - 16, Frame.SmallSize));
        return svg.Raw("</svg>").ToString();
    }
}
