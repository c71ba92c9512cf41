namespace Workloads.Charts;

/// <summary>Draws a figure as one SVG element.</summary>
internal static class Drawing
{
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
            .Raw("\" role=\"img\" aria-labelledby=\"").Raw(id).Raw("-t ").Raw(id).Raw("-d\"").Raw(attributes).Raw('>')
            .Raw("<title id=\"").Raw(id).Raw("-t\">").Encoded(data.Figure.Title).Raw("</title>")
            .Raw("<desc id=\"").Raw(id).Raw("-d\">").Encoded(FigureText.Description(data)).Raw("</desc>")
            .Raw(head);
        Symbols(svg, data, id);
        Headings(svg, frame);
        LegendRows(svg, frame, id);
        AxisMarks.Draw(svg, frame);
        LaneMarks.Draw(svg, frame);
        BarMarks.Draw(svg, frame);
        XyMarks.Draw(svg, frame, id);
        NameEnds(svg, frame, id);
        Notes.Draw(svg, frame);
        if (data.PointCount + data.BarCount + data.Spans.Count == 0)
            svg.Text("u k", (frame.Plot.Left + frame.Plot.Right) / 2, (frame.Plot.Top + frame.Plot.Bottom) / 2, "no data");
        return svg.Raw("</svg>").ToString();
    }

    /// <summary>Opens the group of all that has one look.</summary>
    public static SvgText Open(SvgText svg, Look look) =>
        svg.Raw("<g style=\"--c:var(--wl-c").Int(look.Colour).Raw(")\">");

    /// <summary>A marker at a place; with a hover text, a mark of its own.</summary>
    public static void Mark(SvgText svg, Look look, string id, double x, double y, string? title = null)
    {
        svg.Raw("<use href=\"#").Raw(id).Raw("-m").Int(Marker.Index(look.Marker)).Raw("\" class=\"").Raw(look.Quoted ? 'd' : 'm').Raw('"').Set("x", x).Set("y", y);
        if (title is null)
            svg.Raw("/>");
        else
            svg.Raw('>').Title(title).Raw("</use>");
    }

    private static void Symbols(SvgText svg, Prepared data, string id)
    {
        int[] used = [.. data.Looks.Where(look => look.Shape is not LookShape.Box).Select(look => Marker.Index(look.Marker)).Distinct().Order()];
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
            svg.Text("h", 8, (y += 22) - 5, line);
        foreach (string line in frame.Subtitle)
            svg.Text("u", 8, (y += Frame.LineHeight) - 3, line);
        y = frame.CaptionTop;
        foreach (string line in frame.Caption)
        {
            svg.Text("f", 8, y + 3, line);
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
                svg.Text("u", x, y + 4.5, entry.Text);
                continue;
            }

            Open(svg, look);
            if (look.Shape is LookShape.Box)
                svg.Raw("<rect class=\"").Raw(look.Quoted ? 't' : 's').Raw('"').Set("x", x + 4).Set("y", y - 6).Raw(" width=\"13\" height=\"12\" rx=\"2\"/>");
            else if (look.Shape is LookShape.Line)
                svg.Raw("<path class=\"l").Raw(look.Quoted ? " q" : "").Raw("\" d=\"M").At(x).Raw(' ').At(y).Raw("h21\"/>");
            if (look.Shape is not LookShape.Box)
                Mark(svg, look, id, x + 10.5, y);
            svg.Text("", x + 26, y + 4.5, entry.Text, look.Name).Raw("</g>");
        }
    }

    private static void NameEnds(SvgText svg, Frame frame, string id)
    {
        foreach (EndLabel label in frame.Ends)
        {
            double x = frame.Plot.Right + EndLabels.Lead - 4;
            Open(svg, label.Look);
            // A thin line leads from the curve to its name, since names are pushed apart and curves may end early.
            svg.Raw("<path class=\"l w\" opacity=\".55\" d=\"M").At(label.End.X + 6).Raw(' ').At(label.End.Y).Raw('L').At(Math.Max(label.End.X + 6, frame.Plot.Right + 4)).Raw(' ').At(label.End.Y)
                .Raw('L').At(x - 16).Raw(' ').At(label.Y).Raw("\"/>");
            Mark(svg, label.Look, id, x - 9, label.Y);
            svg.Text("", x, label.Y + 4.5, label.Text, label.Look.Name).Raw("</g>");
        }
    }
}
