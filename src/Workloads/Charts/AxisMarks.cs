namespace Workloads.Charts;

/// <summary>Draws grid, ticks and axis titles.</summary>
internal static class AxisMarks
{
    public static void Draw(SvgText svg, Frame frame)
    {
        Box plot = frame.Plot;
        Grid(svg, frame, opacity: 0.05, frame.VerticalTicks.Minor, frame.HorizontalTicks.Minor);
        Grid(
            svg,
            frame,
            opacity: 0.13,
            frame.VerticalNames is null ? frame.VerticalTicks.Major.Select(tick => tick.Value) : [],
            frame.HorizontalNames is null ? frame.HorizontalTicks.Major.Select(tick => tick.Value) : []);

        // The line that values are counted from: zero where it is in sight, else the plot's edge.
        svg.Raw("<path fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".5\" d=\"");
        if (frame.Across)
        {
            double x = Zero(frame.Horizontal) ?? plot.Left;
            svg.Raw('M').At(x).Raw(' ').At(plot.Top).Raw('V').At(plot.Bottom);
        }
        else
        {
            double y = frame.VerticalNames is null ? Zero(frame.Vertical) ?? plot.Bottom : plot.Bottom;
            svg.Raw('M').At(plot.Left).Raw(' ').At(y).Raw('H').At(plot.Right);
        }

        svg.Raw("\"/><g text-anchor=\"end\"").Raw(Drawing.Soft).Raw('>');
        VerticalLabels(svg, frame);
        svg.Text("", plot.Right, frame.HorizontalTitleY, TextWidth.Fit(Titled(frame.HorizontalAxis), frame.Size.Width - 16, Frame.FontSize))
            .Raw("</g><g class=\"tx\" text-anchor=\"middle\"").Raw(Drawing.Soft).Raw('>');
        HorizontalLabels(svg, frame);
        svg.Raw("</g>").Text(Drawing.Soft, 8, frame.VerticalTitleY,
            TextWidth.Fit(Titled(frame.VerticalAxis), frame.Size.Width - 16, Frame.FontSize));
    }

    private static string Titled(Axis axis) => axis.Title.Length > 0 && axis.IsLog ? axis.Title + " (log scale)" : axis.Title;

    private static double? Zero(AxisMap map) => map.Shows(0) ? map.Place(0) : null;

    private static void Grid(SvgText svg, Frame frame, double opacity, IEnumerable<double> vertical, IEnumerable<double> horizontal)
    {
        SvgText lying = new(), standing = new();
        foreach (double value in vertical)
            lying.Raw('M').At(frame.Plot.Left).Raw(' ').At(frame.Vertical.Within(value)).Raw('H').At(frame.Plot.Right);
        foreach (double value in horizontal)
            standing.Raw('M').At(frame.Horizontal.Within(value)).Raw(' ').At(frame.Plot.Top).Raw('V').At(frame.Plot.Bottom);
        foreach (var (kind, lines) in ((string, SvgText)[])[("g", lying), ("g gx", standing)])
        {
            if (lines.Length > 0)
                svg.Raw("<path class=\"").Raw(kind)
                    .Raw(Invariant($"\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"{opacity}\" d=\"")).Raw(lines.ToString())
                        .Raw("\"/>");
        }
    }

    private static void VerticalLabels(SvgText svg, Frame frame)
    {
        // With very many lanes or categories only every so manieth is named.
        int stride = frame.VerticalNames is null ? 1
            : Math.Max(1, (int)Math.Ceiling(13 * frame.VerticalTicks.Major.Count / frame.Plot.Height));
        for (int index = 0; index < frame.VerticalTicks.Major.Count; index += stride)
        {
            Tick tick = frame.VerticalTicks.Major[index];
            svg.Text("", frame.Plot.Left - 7, frame.Vertical.Within(tick.Value) + 4.5,
                TextWidth.Fit(tick.Label, frame.VerticalLabelRoom + 1, Frame.FontSize), tick.Label);
        }
    }

    private static void HorizontalLabels(SvgText svg, Frame frame)
    {
        double y = frame.Plot.Bottom + 19;
        if (frame.HorizontalNames is null)
        {
            foreach (Tick tick in frame.HorizontalTicks.Major)
                svg.Text("", frame.Horizontal.Within(tick.Value), y, tick.Label);
            return;
        }

        double room = frame.BandRoom(frame.Plot.Width);
        int stride = Math.Max(1, (int)Math.Ceiling(28 / Math.Max(1, room + 8)));
        for (int index = 0; index < frame.HorizontalTicks.Major.Count; index += stride)
        {
            Tick tick = frame.HorizontalTicks.Major[index];
            double x = frame.Horizontal.Within(tick.Value), line = y;
            foreach (string text in TextWidth.Wrap(tick.Label, Math.Max(room, 20) + ((stride - 1) * (room + 8)), Frame.FontSize,
                maxLines: 2))
            {
                svg.Text("", x, line, text, tick.Label);
                line += 16;
            }
        }
    }
}
