using Workloads.Html;

namespace Workloads.Charts;

/// <summary>
/// Draws a figure as one SVG element. What it needs to be read stands in the elements' own attributes, so that it is whole also
/// where a host takes its style sheet away; the sheet adds the theme's colours.
/// </summary>
internal static class Drawing
{
    /// <summary>What texts have that say less than others.</summary>
    public const string Soft = " opacity=\".72\"";

    /// <summary>What texts have that lie over the drawing.</summary>
    public const string Haloed = " class=\"n\"";

    /// <summary>The figure's SVG.</summary>
    /// <param name="data">The figure, made ready.</param>
    /// <param name="size">The room to draw it for.</param>
    /// <param name="id">The element's id, and the beginning of the ids within it.</param>
    /// <param name="attributes">More attributes of the element.</param>
    /// <param name="head">Markup to stand before all that is drawn, such as a style sheet.</param>
    public static string Of(Prepared data, DrawingSize size, string id, string attributes, string head)
    {
        var frame = new Frame(data, size);
        var svg = new SvgText();
        svg.Raw("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"").Raw(id).Raw("\" viewBox=\"0 0 ").At(size.Width).Raw(' ').At(frame.Height)
            .Raw("\" role=\"img\" aria-labelledby=\"").Raw(id).Raw("-t ").Raw(id).Raw("-d\" fill=\"currentColor\" font-family=\"")
                .Raw(Theme.Fonts).Raw("\" font-size=\"13\"").Raw(attributes);
        Zoomable(svg, frame);
        svg.Raw(Invariant($" data-p=\"{frame.Plot.Left - 4:0.#} {frame.Plot.Top - 6:0.#} {frame.Plot.Width + 10:0.#} {frame.Plot.Height + 10:0.#}\">"))
            .Raw("<title id=\"").Raw(id).Raw("-t\">").Encoded(FigureText.Plain(data.Figure.Title)).Raw("</title>")
            .Raw("<desc id=\"").Raw(id).Raw("-d\">").Encoded(FigureText.Description(data)).Raw("</desc>")
            .Raw(head);
        Symbols(svg, data, id);
        Headings(svg, frame);
        LegendRows(svg, frame, id);
        AxisMarks.Draw(svg, frame);
        Notes.Lines(svg, frame);
        LaneMarks.Draw(svg, frame);
        BarMarks.Draw(svg, frame, id);
        XyMarks.Draw(svg, frame, id);
        NameEnds(svg, frame, id);
        Notes.Draw(svg, frame);
        if (data.PointCount + data.BarCount + data.Spans.Count == 0)
            svg.Text(" text-anchor=\"middle\"" + Soft, (frame.Plot.Left + frame.Plot.Right) / 2, (frame.Plot.Top + frame.Plot.Bottom) / 2,
                "no data");
        return svg.Raw("</svg>").ToString();
    }

    /// <summary>Opens the group of all that one look has in the plot.</summary>
    public static SvgText Open(SvgText svg, Look look)
    {
        svg.Raw("<g data-s=\"").Int(look.Number).Raw("\"");
        return Coloured(svg, look).Raw('>');
    }

    /// <summary>Opens a group of marks.</summary>
    public static SvgText OpenMarks(SvgText svg, Look look) => svg.Raw(look.Style switch
    {
        LookStyle.Plain => "<g class=\"m\">",
        LookStyle.Other => "<g class=\"d\" fill=\"#fff\" stroke=\"currentColor\" stroke-width=\"1.75\">",
        _ => "<g class=\"v\" stroke=\"currentColor\" stroke-width=\"1.75\">",
    });

    /// <summary>What a line has that bears a look.</summary>
    public static SvgText Stroke(SvgText svg, Look look, double width)
    {
        svg.Raw(" fill=\"none\" stroke=\"currentColor\"").Set("stroke-width", look.IsBack ? Math.Min(1.25, width) : width)
            .Raw(" stroke-linejoin=\"round\"");
        return look.Style switch
        {
            LookStyle.Other => svg.Raw(" stroke-dasharray=\"8 4\""),
            LookStyle.Quoted => svg.Raw(" stroke-dasharray=\"1 4.5\" stroke-linecap=\"round\""),
            _ => svg,
        };
    }

    /// <summary>A marker at a place; with a hover text, a mark of its own.</summary>
    public static void Mark(SvgText svg, Look look, string id, double x, double y, string? title = null)
    {
        svg.Raw("<use href=\"#").Raw(id).Raw("-m").Int(Marker.Index(look)).Raw('"').Set("x", x).Set("y", y);
        if (title is null)
            svg.Raw("/>");
        else
            svg.Raw('>').Title(title).Raw("</use>");
    }

    /// <summary>The attributes that give an element a colour of the palette.</summary>
    public static SvgText Coloured(SvgText svg, int colour) =>
        svg.Raw(" class=\"c").Int(colour).Raw("\" color=\"").Raw(Palette.Hex(colour)).Raw('"');

    private static SvgText Coloured(SvgText svg, Look look)
    {
        Coloured(svg, look.IsBack ? Palette.Grey : look.Colour);
        return look.IsBack ? svg.Raw(" opacity=\".55\"") : svg;
    }

    /// <summary>Where a script finds the ends of an axis of times that it may zoom: their places and their values.</summary>
    private static void Zoomable(SvgText svg, Frame frame)
    {
        if (!frame.Across && !frame.Horizontal.IsLog && frame.HorizontalNames is null && frame.HorizontalAxis.Unit == Unit.Seconds)
            svg.Raw(Invariant($" data-z=\"{frame.Plot.Left:0.#} {frame.Plot.Right:0.#} {frame.Plot.Top:0.#} {frame.Plot.Bottom:0.#} {frame.Horizontal.Min:G9} {frame.Horizontal.Max:G9}\""));
    }

    private static void Symbols(SvgText svg, Prepared data, string id)
    {
        int[] used = [.. data.Looks.Where(look => look.Shape is not LookShape.Box).Select(Marker.Index).Distinct().Order()];
        if (used.Length == 0)
            return;
        svg.Raw("<defs>");
        foreach (int marker in used)
            svg.Raw("<path id=\"").Raw(id).Raw("-m").Int(marker).Raw("\" d=\"").Raw(Marker.Path(marker)).Raw("\"/>");
        svg.Raw("</defs>");
    }

    private static void Headings(SvgText svg, Frame frame)
    {
        double y = 8;
        foreach (string line in frame.Title)
            svg.Text(" font-size=\"17\" font-weight=\"650\"", 8, (y += 22) - 5, line);
        foreach (string line in frame.Subtitle)
            svg.Text(Soft, 8, (y += Frame.LineHeight) - 3, line);
        y = frame.CaptionTop;
        foreach (string line in frame.Caption)
        {
            svg.Text(" font-size=\"11.5\"" + Soft, 8, y + 3, line);
            y += 15;
        }
    }

    private static void LegendRows(SvgText svg, Frame frame, string id)
    {
        foreach (LegendEntry entry in frame.Legend.Entries)
        {
            double x = 8 + entry.X, y = frame.LegendTop + (entry.Row * 20) + 10;
            if (entry.Look is not { } look)
            {
                svg.Text(Soft, x, y + 4.5, entry.Text);
                continue;
            }

            svg.Raw("<g data-k=\"").Int(look.Number).Raw("\"><g");
            Coloured(svg, look).Raw('>');
            if (look.Shape is LookShape.Box)
                BarMarks.Box(svg, look).Set("x", x + 4).Set("y", y - 6).Raw(" width=\"13\" height=\"12\" rx=\"2\"/>");
            else if (look.Shape is LookShape.Line)
                Stroke(svg.Raw("<path"), look, 2.25).Raw(" d=\"M").At(x).Raw(' ').At(y).Raw("h21\"/>");
            if (look.Shape is not LookShape.Box && look.HasMarks)
            {
                OpenMarks(svg, look);
                Mark(svg, look, id, x + 10.5, y);
                svg.Raw("</g>");
            }

            svg.Raw("</g>").Text(look.IsBack ? Soft : "", x + 26, y + 4.5, entry.Text, look.Name).Raw("</g>");
        }
    }

    private static void NameEnds(SvgText svg, Frame frame, string id)
    {
        foreach (EndLabel label in frame.Ends)
        {
            double x = frame.Plot.Right + EndLabels.Lead - 4;
            svg.Raw("<g data-k=\"").Int(label.Look.Number).Raw("\"><g");
            Coloured(svg, label.Look).Raw('>');

            // A thin line leads from the curve to its name, since names are pushed apart and curves may end early.
            svg.Raw("<path fill=\"none\" stroke=\"currentColor\" opacity=\".55\" d=\"M").At(label.End.X + 6).Raw(' ').At(label.End.Y)
                .Raw('L').At(Math.Max(label.End.X + 6, frame.Plot.Right + 4)).Raw(' ').At(label.End.Y)
                .Raw('L').At(x - (label.Look.HasMarks ? 16 : 4)).Raw(' ').At(label.Y).Raw("\"/>");
            if (label.Look.HasMarks)
            {
                OpenMarks(svg, label.Look);
                Mark(svg, label.Look, id, x - 9, label.Y);
                svg.Raw("</g>");
            }

            svg.Raw("</g>");
            double line = label.Y + 4.5 - ((label.Lines.Count - 1) * EndLabels.LineHeight / 2);
            foreach (string text in label.Lines)
            {
                svg.Text(label.Look.IsBack ? Soft : "", x, line, text);
                line += EndLabels.LineHeight;
            }

            svg.Raw("</g>");
        }
    }
}
