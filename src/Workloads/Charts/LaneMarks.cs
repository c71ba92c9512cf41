namespace Workloads.Charts;

/// <summary>Draws timelines.</summary>
internal static class LaneMarks
{
    /// <summary>Up to so many spans are drawn one by one, each with a hover text; with more, those that touch are merged.</summary>
    private const int MostMarked = 300;

    private const int MostStretches = 2600;

    public static void Draw(SvgText svg, Frame frame)
    {
        if (!frame.Data.HasLanes)
            return;

        Rows rows = frame.Data.Rows;
        double row = frame.Plot.Height / rows.Count;
        double breadth = Math.Max(0.5, row * (row > 8 ? 0.76 : 0.9));
        Separators(svg, frame, rows, row);
        (PlacedSpan Placed, int Row)[] spans = [.. frame.Data.Spans.Select((one, index) => (one, rows.OfSpan[index])).Where(one =>
            frame.Horizontal.Takes(one.one.Span.Start) && frame.Horizontal.Takes(one.one.Span.End)
                && one.one.Span.End >= frame.Horizontal.Min && one.one.Span.Start <= frame.Horizontal.Max)];
        foreach (var byLook in spans.GroupBy(one => one.Placed.Look))
        {
            Drawing.Open(svg, byLook.Key);
            if (spans.Length <= MostMarked)
            {
                foreach (var (placed, place) in byLook)
                    One(svg, frame, placed, place, breadth);
            }
            else
            {
                Merged(svg, frame, byLook, Math.Max(40, (int)((long)MostStretches * byLook.Count() / spans.Length)), breadth);
            }

            svg.Raw("</g>");
        }
    }

    private static void Separators(SvgText svg, Frame frame, Rows rows, double row)
    {
        if (frame.Plot.Height / frame.Data.LaneNames.Count < 10)
            return;
        svg.Raw("<path fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".1\" d=\"");
        for (int index = 1; index < frame.Data.LaneNames.Count; index++)
            svg.Raw('M').At(frame.Plot.Left).Raw(' ').At(frame.Plot.Top + (rows.Starts[index] * row)).Raw('H').At(frame.Plot.Right);
        svg.Raw("\"/>");
    }

    private static void One(SvgText svg, Frame frame, PlacedSpan placed, int row, double breadth)
    {
        var (span, _, look) = placed;
        double from = frame.Horizontal.Within(span.Start), to = frame.Horizontal.Within(span.End);
        double width = Math.Max(to - from - (to - from > 4 ? 0.8 : 0), 0.8);
        from = Math.Min(from, frame.Plot.Right - width);
        double middle = frame.Vertical.Within(row);
        BarMarks.Box(svg, look).Raw(" rx=\"2\"").Set("x", from).Set("y", middle - (breadth / 2)).Set("width", width).Set("height", breadth);
        bool labelled = span.Label is { Length: > 0 } && breadth >= 13;
        if (labelled)
            svg.Raw(" data-l=\"").Encoded(span.Label!).Raw('"');
        svg.Raw('>').Title(FigureText.OfSpan(look, span, frame.Data.Figure)).Raw("</rect>");
        if (labelled && TextWidth.Of(span.Label!, Frame.SmallSize) + 6 <= width)
            svg.Text(BarMarks.Within, from + (width / 2), middle + 4, span.Label!);
    }

    private static void Merged(SvgText svg, Frame frame, IGrouping<Look, (PlacedSpan Placed, int Row)> spans, int most, double breadth)
    {
        IGrouping<int, (PlacedSpan Placed, int Row)>[] byRow = [.. spans.GroupBy(one => one.Row)];
        var stretches = Decimation.Stretches(
            [.. byRow.Select(row => row
                .Select(one => (From: frame.Horizontal.Within(one.Placed.Span.Start), To: frame.Horizontal.Within(one.Placed.Span.End)))
                .OrderBy(stretch => stretch.From)
                .ToList())],
            most);
        for (int index = 0; index < byRow.Length; index++)
        {
            svg.Raw("<path class=\"c\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"").At(breadth).Raw("\" d=\"");
            double y = frame.Vertical.Within(byRow[index].Key);
            foreach (var (from, to) in stretches[index])
            {
                double start = Math.Min(from, frame.Plot.Right - 0.5);
                svg.Raw('M').At(start).Raw(' ').At(y).Raw('H').At(Math.Max(to, start + 0.5));
            }

            svg.Raw("\">").Title(
                Invariant($"{frame.Data.LaneNames[byRow[index].First().Placed.Lane]}: {byRow[index].Count():N0} × {spans.Key.Name}"))
                .Raw("</path>");
        }
    }
}
