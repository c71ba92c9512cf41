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

        double lane = frame.Plot.Height / frame.Data.LaneNames.Count;
        double breadth = Math.Max(0.5, lane * (lane > 8 ? 0.72 : 0.9));
        Separators(svg, frame, lane);
        PlacedSpan[] spans = [.. frame.Data.Spans.Where(one =>
            frame.Horizontal.Takes(one.Span.Start) && frame.Horizontal.Takes(one.Span.End) && one.Span.End >= frame.Horizontal.Min && one.Span.Start <= frame.Horizontal.Max)];
        foreach (var byLook in spans.GroupBy(one => one.Look))
        {
            Drawing.Open(svg, byLook.Key);
            if (spans.Length <= MostMarked)
            {
                foreach (PlacedSpan span in byLook)
                    One(svg, frame, span, breadth);
            }
            else
            {
                Merged(svg, frame, byLook, Math.Max(40, (int)((long)MostStretches * byLook.Count() / spans.Length)), breadth);
            }

            svg.Raw("</g>");
        }
    }

    private static void Separators(SvgText svg, Frame frame, double lane)
    {
        if (lane < 10)
            return;
        svg.Raw("<path class=\"i\" d=\"");
        for (int index = 1; index < frame.Data.LaneNames.Count; index++)
            svg.Raw('M').At(frame.Plot.Left).Raw(' ').At(frame.Plot.Top + (index * lane)).Raw('H').At(frame.Plot.Right);
        svg.Raw("\"/>");
    }

    private static void One(SvgText svg, Frame frame, PlacedSpan placed, double breadth)
    {
        var (span, lane, look) = placed;
        double from = frame.Horizontal.Within(span.Start), to = frame.Horizontal.Within(span.End);
        double width = Math.Max(to - from - (to - from > 4 ? 0.8 : 0), 0.8);
        from = Math.Min(from, frame.Plot.Right - width);
        double middle = frame.Vertical.Within(lane);
        svg.Raw("<rect class=\"").Raw(look.Quoted ? 't' : 's').Raw("\" rx=\"2\"").Set("x", from).Set("y", middle - (breadth / 2)).Set("width", width).Set("height", breadth)
            .Raw('>').Title(FigureText.OfSpan(look, span, frame.Data.Figure)).Raw("</rect>");
        if (span.Label is { Length: > 0 } label && breadth >= 13 && TextWidth.Of(label, Frame.SmallSize) + 6 <= width)
            svg.Text("o", from + (width / 2), middle + 4, label);
    }

    private static void Merged(SvgText svg, Frame frame, IGrouping<Look, PlacedSpan> spans, int most, double breadth)
    {
        IGrouping<int, PlacedSpan>[] byLane = [.. spans.GroupBy(one => one.Lane)];
        var stretches = Decimation.Stretches(
            [.. byLane.Select(lane => lane
                .Select(one => (From: frame.Horizontal.Within(one.Span.Start), To: frame.Horizontal.Within(one.Span.End)))
                .OrderBy(stretch => stretch.From)
                .ToList())],
            most);
        for (int index = 0; index < byLane.Length; index++)
        {
            svg.Raw("<path class=\"c\" stroke-width=\"").At(breadth).Raw("\" d=\"");
            double y = frame.Vertical.Within(byLane[index].Key);
            foreach (var (from, to) in stretches[index])
            {
                double start = Math.Min(from, frame.Plot.Right - 0.5);
                svg.Raw('M').At(start).Raw(' ').At(y).Raw('H').At(Math.Max(to, start + 0.5));
            }

            svg.Raw("\">").Title($"{frame.Data.LaneNames[byLane[index].Key]}: {byLane[index].Count():N0} × {spans.Key.Name}").Raw("</path>");
        }
    }
}
