namespace Workloads.Charts;

/// <summary>
/// Draws bars on a logarithmic axis as dots, since the axis has no zero that a length could begin at: a row for each category, with a
/// dot for each series and a line between the lowest and the highest (W. Cleveland, "The Elements of Graphing Data", 1985).
/// </summary>
internal static class DotMarks
{
    private const double Apart = 9;

    /// <summary>The room that the values beside the last dots need.</summary>
    public static double Room(Prepared data) => Apart + data.Drawn.Select(one => one.Series).OfType<Bars>()
        .SelectMany(bars => bars.Lengths.Where(double.IsFinite))
            .Select(value => TextWidth.Of(data.Figure.Y.Unit.Format(value), Frame.SmallSize)).DefaultIfEmpty(0).Max();

    public static void Draw(SvgText svg, Frame frame, string id, (Bars Series, Look Look)[] groups, int most)
    {
        Rows(svg, frame, groups);
        foreach (var (bars, look) in groups)
        {
            Drawing.Open(svg, look);
            bool byModel = LookGiver.AreModels(bars);
            foreach (var one in Enumerable.Range(0, Math.Min(bars.Lengths.Count, most))
                .GroupBy(index => byModel ? Palette.Of(bars.Categories[index]) : null))
            {
                svg.Raw("<g");
                if (one.Key is { } colour)
                    Drawing.Coloured(svg, colour);
                svg.Raw('>');
                Spread(svg, frame, bars, one);
                Drawing.OpenMarks(svg, look);
                foreach (int index in one)
                {
                    if (!frame.Y.Shows(bars.Lengths[index]))
                        continue;
                    Place place = frame.At(frame.Data.CategoryOf(bars.Categories[index]), bars.Lengths[index]);
                    Drawing.Mark(svg, look, id, place.X, place.Y, FigureText.OfBar(bars, index, frame.Data.Figure));
                }

                svg.Raw("</g></g>");
            }

            svg.Raw("</g>");
        }

        if (frame.Across)
            Values(svg, frame, groups);
    }

    /// <summary>A faint line along each row, and a stronger one from the lowest dot to the highest.</summary>
    private static void Rows(SvgText svg, Frame frame, (Bars Series, Look Look)[] groups)
    {
        SvgText faint = new(), strong = new();
        for (int category = 0; category < frame.Data.Categories.Count; category++)
        {
            double place = frame.X.Place(category);
            if (frame.Across)
                faint.Raw('M').At(frame.Plot.Left).Raw(' ').At(place).Raw('H').At(frame.Plot.Right);
            else
                faint.Raw('M').At(place).Raw(' ').At(frame.Plot.Top).Raw('V').At(frame.Plot.Bottom);
            double[] ends = [.. Of(frame, groups, category).Select(one => frame.Y.Within(one.Value))];
            if (ends.Length < 2)
                continue;
            if (frame.Across)
                strong.Raw('M').At(ends.Min()).Raw(' ').At(place).Raw('H').At(ends.Max());
            else
                strong.Raw('M').At(place).Raw(' ').At(ends.Min()).Raw('V').At(ends.Max());
        }

        svg.Raw("<path fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".13\" d=\"").Raw(faint.ToString()).Raw("\"/>");
        if (strong.Length > 0)
            svg.Raw("<path fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".35\" stroke-width=\"2\" d=\"").Raw(strong.ToString())
                .Raw("\"/>");
    }

    private static void Spread(SvgText svg, Frame frame, Bars bars, IEnumerable<int> indexes)
    {
        if (bars.Low is null || bars.High is null)
            return;
        svg.Raw("<path class=\"v\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\" d=\"");
        foreach (int index in indexes)
        {
            if (!frame.Y.Takes(bars.High[index]) || !double.IsFinite(bars.Low[index]))
                continue;
            double place = frame.X.Place(frame.Data.CategoryOf(bars.Categories[index]));
            double low = frame.Y.Takes(bars.Low[index]) ? frame.Y.Within(bars.Low[index]) : frame.Y.From,
                high = frame.Y.Within(bars.High[index]);
            if (frame.Across)
                svg.Raw('M').At(low).Raw(' ').At(place).Raw('H').At(high);
            else
                svg.Raw('M').At(place).Raw(' ').At(low).Raw('V').At(high);
        }

        svg.Raw("\"/>");
    }

    /// <summary>The values at a row's two ends, where there is room; those between are in the hover texts.</summary>
    private static void Values(SvgText svg, Frame frame, (Bars Series, Look Look)[] groups)
    {
        if (frame.Plot.Height / frame.Data.Categories.Count < 13)
            return;
        for (int category = 0; category < frame.Data.Categories.Count; category++)
        {
            var row = Of(frame, groups, category).OrderBy(one => one.Value).ToList();
            if (row.Count == 0)
                continue;
            double y = frame.X.Place(category) + 4;
            string last = frame.Data.Figure.Y.Unit.Format(row[^1].Value), first = frame.Data.Figure.Y.Unit.Format(row[0].Value);
            double right = frame.Y.Within(Math.Max(row[^1].Value, row[^1].High)) + Apart,
                left = frame.Y.Within(Math.Min(row[0].Value, row[0].Low)) - Apart;
            if (right + TextWidth.Of(last, Frame.SmallSize) <= frame.Size.Width - 4)
                BarMarks.Written(svg, frame, right, y, last);
            else if (row.Count == 1 && left - TextWidth.Of(last, Frame.SmallSize) >= frame.Plot.Left + 2)
                BarMarks.Written(svg, frame, left, y, last, before: 1);
            if (row.Count > 1 && left - TextWidth.Of(first, Frame.SmallSize) >= frame.Plot.Left + 2)
                BarMarks.Written(svg, frame, left, y, first, before: 1);
        }
    }

    private static IEnumerable<(double Value, double Low, double High)> Of(Frame frame, (Bars Series, Look Look)[] groups, int category) =>
        from one in groups
        from index in Enumerable.Range(0, one.Series.Lengths.Count)
        where frame.Data.CategoryOf(one.Series.Categories[index]) == category && frame.Y.Shows(one.Series.Lengths[index])
        let value = one.Series.Lengths[index]
        select (value, End(one.Series.Low, index, value), End(one.Series.High, index, value));

    private static double End(IReadOnlyList<double>? ends, int index, double value) =>
        ends is not null && double.IsFinite(ends[index]) && ends[index] > 0 ? ends[index] : value;
}
