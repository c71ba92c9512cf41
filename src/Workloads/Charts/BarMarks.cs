namespace Workloads.Charts;

/// <summary>Draws bars, side by side in each category, with their error bars and, where there is room, their values.</summary>
internal static class BarMarks
{
    /// <summary>What the text of a value has, beside its bar.</summary>
    public const string Value = " class=\"n i\" font-size=\"11.5\"";

    /// <summary>What a text has that is written into a bar.</summary>
    public const string Within = " class=\"o\" font-size=\"11.5\" text-anchor=\"middle\" fill=\"#fff\"";

    private const int MostBars = 1000;

    public static void Draw(SvgText svg, Frame frame, string id)
    {
        (Bars Series, Look Look)[] groups =
            [.. frame.Data.Drawn.Where(one => one.Series is Bars).Select(one => ((Bars)one.Series, one.Look))];
        if (groups.Length == 0 || frame.Data.HasLanes)
            return;
        if (frame.Data.IsDotted)
        {
            DotMarks.Draw(svg, frame, id, groups, MostBars);
            return;
        }

        double band = frame.X.Length / frame.Data.Categories.Count;
        double breadth = Math.Min(band * 0.8 / groups.Length, frame.Across ? 22 : 64);
        for (int group = 0; group < groups.Length; group++)
        {
            var (bars, look) = groups[group];
            Drawing.Open(svg, look);
            for (int index = 0; index < Math.Min(bars.Lengths.Count, MostBars); index++)
            {
                if (!frame.Y.Takes(bars.Lengths[index]))
                    continue;
                double middle = frame.X.Place(frame.Data.CategoryOf(bars.Categories[index]))
                    + ((group - ((groups.Length - 1) / 2.0)) * breadth);
                Bar(svg, frame, bars, look, index, middle, breadth * 0.9, frame.Y.Within(0));
            }

            svg.Raw("</g>");
        }
    }

    /// <summary>Opens a rectangle that bears a look.</summary>
    public static SvgText Box(SvgText svg, Look look) => svg.Raw(look.Style switch
    {
        LookStyle.Plain => "<rect class=\"s\"",
        LookStyle.Other => "<rect class=\"s\" fill-opacity=\".25\" stroke=\"currentColor\" stroke-width=\"1.5\"",
        _ => "<rect class=\"t\" fill-opacity=\".14\" stroke=\"currentColor\" stroke-width=\"1.5\" stroke-dasharray=\"1 4\" stroke-linecap=\"round\"",
    });

    private static void Bar(SvgText svg, Frame frame, Bars bars, Look look, int index, double middle, double breadth, double zero)
    {
        double end = frame.Y.Within(bars.Lengths[index]);
        double from = Math.Min(zero, end), length = Math.Max(Math.Abs(end - zero), 0.7);
        from = Math.Max(Math.Min(frame.Y.From, frame.Y.To), Math.Min(from, Math.Max(frame.Y.From, frame.Y.To) - length));
        Box(svg, look).Raw(" rx=\"1.5\"");
        if (frame.Across)
            svg.Set("x", from).Set("y", middle - (breadth / 2)).Set("width", length).Set("height", breadth);
        else
            svg.Set("x", middle - (breadth / 2)).Set("y", from).Set("width", breadth).Set("height", length);
        string value = frame.Data.Figure.Y.Unit.Format(bars.Lengths[index]);
        svg.Raw('>').Title(FigureText.OfBar(bars, index, frame.Data.Figure)).Raw("</rect>");

        double furthest = end;
        if (bars.Low is not null && bars.High is not null && frame.Y.Takes(bars.High[index]) && double.IsFinite(bars.Low[index]))
        {
            double low = frame.Y.Within(bars.Low[index]), high = frame.Y.Within(bars.High[index]);
            double cap = Math.Min(4, breadth / 3);
            furthest = frame.Across ? Math.Max(high, end) : Math.Min(high, end);
            svg.Raw("<path fill=\"none\" class=\"w\" stroke=\"#777\" d=\"");
            if (frame.Across)
                svg.Raw('M').At(low).Raw(' ').At(middle).Raw('H').At(high).Raw('M').At(high).Raw(' ').At(middle - cap).Raw('V')
                    .At(middle + cap).Raw('M').At(low).Raw(' ').At(middle - cap).Raw('V').At(middle + cap);
            else
                svg.Raw('M').At(middle).Raw(' ').At(low).Raw('V').At(high).Raw('M').At(middle - cap).Raw(' ').At(high).Raw('H')
                    .At(middle + cap).Raw('M').At(middle - cap).Raw(' ').At(low).Raw('H').At(middle + cap);
            svg.Raw("\"/>");
        }

        double wide = TextWidth.Of(value, Frame.SmallSize);
        if (frame.Across && breadth >= 12 && bars.Lengths[index] >= 0)
        {
            // Behind the bar's end; where the plot ends, within it.
            if (furthest + 6 + wide <= frame.Size.Width - 4)
                Written(svg, frame, furthest + 5, middle + 4, value);
            else if (wide + 10 < length && furthest == end)
                svg.Text(Within, end - 5 - (wide / 2), middle + 4, value);
        }
        else if (!frame.Across && wide <= breadth / 0.9 && bars.Lengths[index] >= 0 && furthest - 5 > frame.Plot.Top - 6)
        {
            Written(svg, frame, middle, furthest - 5, value, before: 0.5);
        }
    }

    /// <summary>Writes a value, and says where it stands.</summary>
    /// <param name="svg">Where it is written.</param>
    /// <param name="frame">The drawing.</param>
    /// <param name="x">Its anchor.</param>
    /// <param name="line">The line that its digits stand on.</param>
    /// <param name="value">The value.</param>
    /// <param name="before">How much of it lies before its anchor: 0, 0.5 or 1.</param>
    public static void Written(SvgText svg, Frame frame, double x, double line, string value, double before = 0)
    {
        svg.Text((before == 0 ? "" : before == 1 ? " text-anchor=\"end\"" : " text-anchor=\"middle\"") + Value, x, line, value);
        double width = TextWidth.Of(value, Frame.SmallSize), left = x - (before * width);
        frame.Taken.Add(new(left - 2, line - 11, left + width + 2, line + 4));
    }
}
