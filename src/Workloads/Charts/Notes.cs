namespace Workloads.Charts;

/// <summary>Draws reference lines and annotations, and finds places for their texts where they hide little.</summary>
internal static class Notes
{
    public static void Draw(SvgText svg, Frame frame)
    {
        Figure figure = frame.Data.Figure;
        if (figure.Lines.Count + figure.Annotations.Count == 0)
            return;

        List<Box> taken = frame.Taken;
        Place[] marks = [.. MarksOf(frame)];
        foreach (ReferenceLine line in figure.Lines)
            Name(svg, frame, line, marks, taken);
        foreach (Annotation annotation in figure.Annotations)
            Annotate(svg, frame, annotation, marks, taken);
    }

    /// <summary>The reference lines, which lie below what is measured and its values.</summary>
    public static void Lines(SvgText svg, Frame frame)
    {
        Box plot = frame.Plot;
        foreach (ReferenceLine line in frame.Data.Figure.Lines)
        {
            if (CourseOf(line, frame) is not var (place, stands))
                continue;
            svg.Raw("<path class=\"r\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".7\" stroke-width=\"1.5\" stroke-dasharray=\"2 4\" d=\"M");
            if (stands)
                svg.At(place).Raw(' ').At(plot.Top).Raw('V').At(plot.Bottom);
            else
                svg.At(plot.Left).Raw(' ').At(place).Raw('H').At(plot.Right);
            Unit unit = line.IsVertical ? frame.Data.Figure.X.Unit : frame.Data.Figure.Y.Unit;
            svg.Raw("\">").Title(line.Label.Length == 0 ? unit.Format(line.Value) : $"{line.Label}: {unit.Format(line.Value)}")
                .Raw("</path>");
        }
    }

    private static void Name(SvgText svg, Frame frame, ReferenceLine line, Place[] marks, List<Box> taken)
    {
        if (line.Label.Length == 0 || CourseOf(line, frame) is not var (place, stands))
            return;

        Box plot = frame.Plot;
        string text = TextWidth.Fit(FigureText.Plain(line.Label), plot.Width * 0.6, Frame.FontSize);
        double width = TextWidth.Of(text, Frame.FontSize) + 4;
        Box[] places = stands
            ? [.. from height in (double[])[.. frame.NamesLinesAbove ? (double[])[plot.Top - 17] : [], plot.Top + 2, plot.Bottom - 18,
                .. Enumerable.Range(1, 12).Select(step => plot.Top + 2 + (step * (plot.Height - 20) / 13))]
                  from left in (double[])[place + 4, place - 4 - width]
                  select At(left, height)]
            : [At(plot.Right - width - 2, place - 18), At(plot.Left + 4, place - 18), At(plot.Right - width - 2, place + 2),
                At(plot.Left + 4, place + 2), At((plot.Left + plot.Right - width) / 2, place - 18),
                At((plot.Left + plot.Right - width) / 2, place + 2)];
        Box best = Best(places, frame.NamesLinesAbove ? plot with { Top = plot.Top - 17 } : plot, marks, taken);
        taken.Add(best);
        svg.Text(Drawing.Haloed, best.Left + 2, best.Top + 12.5, text, line.Label);

        Box At(double left, double top) => new(left, top, left + width, top + 16);
    }

    /// <summary>Where a reference line lies, and whether it stands upright; null where the axis does not show it.</summary>
    private static (double Place, bool Stands)? CourseOf(ReferenceLine line, Frame frame)
    {
        AxisMap map = line.IsVertical ? frame.X : frame.Y;
        return map.Shows(line.Value) ? (map.Within(line.Value), line.IsVertical != frame.Across) : null;
    }

    private static void Annotate(SvgText svg, Frame frame, Annotation annotation, Place[] marks, List<Box> taken)
    {
        if (!frame.X.Shows(annotation.X) || !frame.Y.Shows(annotation.Y))
            return;

        Place point = frame.At(annotation.X, annotation.Y);
        IReadOnlyList<string> lines =
            TextWidth.Wrap(FigureText.Plain(annotation.Text), Math.Min(230, frame.Plot.Width * 0.6), Frame.FontSize);
        if (lines.Count == 0)
            return;
        double width = lines.Max(line => TextWidth.Of(line, Frame.FontSize)) + 4, height = (lines.Count * 16) + 2;
        var places = new List<Box>();
        foreach (double away in (double[])[22, 40, 64, 100])
        {
            foreach (var (right, down) in ((int, int)[])[(1, -1), (-1, -1), (1, 1), (-1, 1), (0, -1), (0, 1), (1, 0), (-1, 0)])
            {
                double left = point.X + (right * away) - (right < 0 ? width : right == 0 ? width / 2 : 0);
                double top = point.Y + (down * away) - (down < 0 ? height : down == 0 ? height / 2 : 0);
                places.Add(new(left, top, left + width, top + height));
            }
        }

        Box best = Best(places, frame.Plot, marks, taken);
        best = Moved(best, frame.Plot);
        taken.Add(best);
        var near = new Place(Math.Clamp(point.X, best.Left, best.Right), Math.Clamp(point.Y, best.Top + 2, best.Bottom - 2));
        svg.Raw("<path fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".7\" d=\"M").At(near.X).Raw(' ').At(near.Y).Raw('L')
            .At(point.X).Raw(' ').At(point.Y).Raw("\"/><circle fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".7\" r=\"6\"")
            .Set("cx", point.X).Set("cy", point.Y)
            .Raw('>').Title(annotation.Text).Raw("</circle>");
        for (int index = 0; index < lines.Count; index++)
            svg.Text(Drawing.Haloed, best.Left + 2, best.Top + 13 + (index * 16), lines[index], annotation.Text);
    }

    private static Box Moved(Box box, Box plot)
    {
        double right = Math.Max(0, plot.Left - box.Left) - Math.Max(0, box.Right - plot.Right);
        double down = Math.Max(0, plot.Top - box.Top) - Math.Max(0, box.Bottom - plot.Bottom);
        return new(box.Left + right, box.Top + down, box.Right + right, box.Bottom + down);
    }

    private static Box Best(IReadOnlyList<Box> places, Box plot, Place[] marks, List<Box> taken)
    {
        Box best = places[0];
        double least = double.PositiveInfinity;

        // A text has some room above its letters, so it may stand out a little.
        var room = new Box(plot.Left, plot.Top - 3, plot.Right, plot.Bottom);
        for (int index = 0; index < places.Count; index++)
        {
            Box box = places[index];
            double cost = (room.Holds(box) ? 0 : 400) + (taken.Any(box.Touches) ? 300 : 0) + (index * 0.9) + (2 * marks.Count(box.Holds));
            if (cost < least)
                (best, least) = (box, cost);
        }

        return best;
    }

    /// <summary>Places that are drawn on already: points, and places along lines.</summary>
    private static IEnumerable<Place> MarksOf(Frame frame)
    {
        foreach (ReferenceLine line in frame.Data.Figure.Lines)
        {
            if (CourseOf(line, frame) is not var (place, stands))
                continue;
            Box plot = frame.Plot;
            for (double along = stands ? plot.Top : plot.Left; along <= (stands ? plot.Bottom : plot.Right); along += 8)
                yield return stands ? new(place, along) : new(along, place);
        }

        int most = 3000;
        foreach (var (series, _) in frame.Data.Drawn)
        {
            if (series is not XySeries xy)
                continue;
            int stride = Math.Max(1, xy.X.Count / 400);
            Place? before = null;
            for (int index = 0; index < xy.X.Count && most > 0; index += stride)
            {
                Place? place = frame.Takes(xy.X[index], xy.Y[index]) ? frame.At(xy.X[index], xy.Y[index]) : null;
                if (place is { } here)
                {
                    int steps = series is Line && before is not null ? (int)Math.Clamp(Math.Abs(here.X - before.Value.X) / 8, 1, 100) : 1;
                    for (int step = 1; step <= steps; step++, most--)
                        yield return steps == 1 ? here
                            : new(before!.Value.X + ((here.X - before.Value.X) * step / steps),
                                before.Value.Y + ((here.Y - before.Value.Y) * step / steps));
                }

                before = place;
            }
        }

        foreach (Bars bars in frame.Data.Drawn.Select(one => one.Series).OfType<Bars>())
        {
            for (int index = 0; index < Math.Min(bars.Lengths.Count, 300); index++)
            {
                if (!frame.Y.Takes(bars.Lengths[index]))
                    continue;
                double middle = frame.X.Place(frame.Data.CategoryOf(bars.Categories[index])), end = frame.Y.Within(bars.Lengths[index]);
                double from = frame.Data.IsDotted ? end : frame.Y.Within(0);
                for (double place = Math.Min(from, end); place <= Math.Max(from, end); place += 6)
                    yield return frame.Across ? new(place, middle) : new(middle, place);
            }
        }
    }
}
