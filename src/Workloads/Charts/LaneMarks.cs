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
        (Look Look, LaneSpan Span)[] spans = [.. from lanes in frame.Data.AllLanes
                                                 from span in lanes.Spans
                                                 where Prepared.IsDrawable(span) && frame.Horizontal.Takes(span.Start) && frame.Horizontal.Takes(span.End)
                                                    && span.End >= frame.Horizontal.Min && span.Start <= frame.Horizontal.Max
                                                 select (frame.Data.KeyOf(lanes, span), span)];
        if (spans.Length <= MostMarked)
        {
            foreach (var group in spans.GroupBy(one => one.Look))
            {
                Drawing.Open(svg, group.Key);
                foreach (var (look, span) in group)
                    One(svg, frame, look, span, breadth);
                svg.Raw("</g>");
            }

            return;
        }

        Merged(svg, frame, spans, breadth);
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

    private static void One(SvgText svg, Frame frame, Look look, LaneSpan span, double breadth)
    {
        double from = frame.Horizontal.Within(span.Start), to = frame.Horizontal.Within(span.End);
        double width = Math.Max(to - from - (to - from > 4 ? 0.8 : 0), 0.8);
        from = Math.Min(from, frame.Plot.Right - width);
        double middle = frame.Vertical.Within(frame.Data.LaneOf(span.Lane));
        svg.Raw("<rect class=\"").Raw(look.Quoted ? 't' : 's').Raw("\" rx=\"2\"").Set("x", from).Set("y", middle - (breadth / 2)).Set("width", width).Set("height", breadth)
            .Raw('>').Title(FigureText.OfSpan(look, span, frame.Data.Figure)).Raw("</rect>");
        if (span.Label is { Length: > 0 } label && breadth >= 13 && TextWidth.Of(label, Frame.SmallSize) + 6 <= width)
            svg.Text("o", from + (width / 2), middle + 4, label);
    }

    private static void Merged(SvgText svg, Frame frame, (Look Look, LaneSpan Span)[] spans, double breadth)
    {
        var groups = spans.GroupBy(one => (one.Look, Lane: frame.Data.LaneOf(one.Span.Lane))).ToArray();
        var stretches = Decimation.Stretches(
            [.. groups.Select(group => group
                .Select(one => (From: frame.Horizontal.Within(one.Span.Start), To: frame.Horizontal.Within(one.Span.End)))
                .OrderBy(stretch => stretch.From)
                .ToList())],
            MostStretches);
        foreach (var byLook in groups.Select((group, index) => (group.Key.Look, group.Key.Lane, Count: group.Count(), Stretches: stretches[index])).GroupBy(one => one.Look))
        {
            Drawing.Open(svg, byLook.Key);
            foreach (var one in byLook)
            {
                svg.Raw("<path class=\"c\" stroke-width=\"").At(breadth).Raw("\" d=\"");
                double y = frame.Vertical.Within(one.Lane);
                foreach (var (from, to) in one.Stretches)
                {
                    double start = Math.Min(from, frame.Plot.Right - 0.5);
                    svg.Raw('M').At(start).Raw(' ').At(y).Raw('H').At(Math.Max(to, start + 0.5));
                }

                svg.Raw("\">").Title($"{frame.Data.LaneNames[one.Lane]}: {one.Count:N0} × {byLook.Key.Name}").Raw("</path>");
            }

            svg.Raw("</g>");
        }
    }
}
