using Workloads.Interpreter;

namespace Workloads.Charts;

/// <summary>Draws lines and points, with their spread.</summary>
internal static class XyMarks
{
    /// <summary>The most places in all lines of a figure, which keeps its SVG under 60 KB.</summary>
    private const int MostPlaces = 4200;

    /// <summary>The most dots that stand for points too many to mark one by one.</summary>
    private const int MostDots = 2400;

    public static void Draw(SvgText svg, Frame frame, string id)
    {
        (XySeries Series, Look Look)[] drawn =
            [.. frame.Data.Drawn.Where(one => one.Series is XySeries).Select(one => ((XySeries)one.Series, one.Look))];
        int most = MostPlaces / Math.Max(1, drawn.Length + drawn.Count(one => one.Series.Low is not null));
        foreach (var (series, look) in drawn)
        {
            Drawing.Open(svg, look);
            var places = new Place?[series.X.Count];
            for (int index = 0; index < places.Length; index++)
                places[index] = frame.Takes(series.X[index], series.Y[index]) ? frame.At(series.X[index], series.Y[index]) : null;
            SpreadOf(svg, frame, series, Math.Max(4, most));
            if (series is Line line)
                Joined(svg, frame, line, look, places, Math.Max(4, most));
            if (frame.Data.IsMarked && look.HasMarks)
                Marked(svg, frame, series, look, places, id);
            else if (series is Points)
                Dots(svg, frame, series, places, Math.Max(4, MostDots / drawn.Length));
            svg.Raw("</g>");
        }
    }

    private static void Joined(SvgText svg, Frame frame, Line line, Look look, Place?[] places, int most)
    {
        Drawing.Stroke(svg.Raw("<path class=\"l\""), look, frame.Data.IsDense ? 1.25 : 2.25).Raw(" d=\"");
        int total = Math.Max(1, places.Length);
        var path = new PathText(svg);
        foreach (Place[] run in Runs(places))
        {
            Place[] joined = line.Steps ? Stepped(run) : run;
            int share = Math.Max(2, (int)((long)most * run.Length / total));
            foreach (Place[] part in Clip.Line(joined, frame.Plot))
                path.Line(Decimation.Thinned(part, share));
        }

        svg.Raw("\">").Title(FigureText.Of(line, frame.Data.Figure)).Raw("</path>");
    }

    public static IEnumerable<Place[]> Runs(Place?[] places)
    {
        for (int start = 0; start < places.Length;)
        {
            if (places[start] is null)
            {
                start++;
                continue;
            }

            int end = start;
            while (end < places.Length && places[end] is not null)
                end++;
            yield return [.. places[start..end].Select(place => place!.Value)];
            start = end;
        }
    }

    private static Place[] Stepped(Place[] run)
    {
        var stepped = new List<Place>(run.Length * 2) { run[0] };
        for (int index = 1; index < run.Length; index++)
        {
            stepped.Add(new(run[index].X, run[index - 1].Y));
            stepped.Add(run[index]);
        }

        return [.. stepped];
    }

    private static void Marked(SvgText svg, Frame frame, XySeries series, Look look, Place?[] places, string id)
    {
        Drawing.OpenMarks(svg, look);
        for (int index = 0; index < places.Length; index++)
        {
            if (places[index] is { } place && frame.Plot.Holds(place))
                Drawing.Mark(svg, look, id, place.X, place.Y, FigureText.OfPoint(series, index, frame.Data.Figure));
        }

        svg.Raw("</g>");
    }

    private static void Dots(SvgText svg, Frame frame, XySeries series, Place?[] places, int most)
    {
        Place[] shown = [.. places.OfType<Place>().Where(frame.Plot.Holds)];
        if (shown.Length == 0)
            return;
        var bins = Decimation.Bins(shown, most, out double size);
        int fullest = bins.Max(bin => bin.Count);

        // The more points a dot stands for, the larger it is: four sizes, on a logarithmic scale.
        foreach (var level in bins.GroupBy(bin => (int)(3.999 * Math.Log(bin.Count) / Math.Max(Math.Log(fullest), 1e-9)))
            .OrderBy(level => level.Key))
        {
            svg.Raw("<path class=\"j\" fill=\"none\" stroke=\"currentColor\" stroke-linecap=\"round\" stroke-width=\"")
                .At(size * (0.55 + (0.15 * level.Key))).Raw("\" opacity=\"").At(0.55 + (0.15 * level.Key)).Raw("\" d=\"");
            foreach (var (place, _, _) in level)
                svg.Raw('M').At(Math.Clamp(place.X, frame.Plot.Left, frame.Plot.Right)).Raw(' ')
                    .At(Math.Clamp(place.Y, frame.Plot.Top, frame.Plot.Bottom)).Raw("h0");
            int least = level.Min(bin => bin.Count), greatest = level.Max(bin => bin.Count);
            svg.Raw("\">")
                .Title($"{series.Name}: {(least == greatest ? Invariant($"{least:N0}") : Invariant($"{least:N0} to {greatest:N0}"))} point{(greatest == 1 ? "" : "s")} each").Raw("</path>");
        }
    }

    private static void SpreadOf(SvgText svg, Frame frame, XySeries series, int most)
    {
        if (series.Low is null || series.High is null || frame.Across)
            return;

        bool asBand = series is Line { Spread: Spread.Band };
        var lows = new List<Place>();
        var highs = new List<Place>();
        for (int index = 0; index <= series.X.Count; index++)
        {
            if (index < series.X.Count && Ends(frame, series, index, asBand) is var (low, high))
            {
                lows.Add(low);
                highs.Add(high);
                continue;
            }

            if (lows.Count > 0 && asBand)
                Band(svg, frame, lows, highs, most);
            else if (lows.Count > 0)
                ErrorBars(svg, lows, highs, most);
            lows.Clear();
            highs.Clear();
        }
    }

    /// <summary>
    /// The two ends of a point's spread, cut at the plot's edges unless what lies beyond is cut later; null where there is nothing to draw.
    /// </summary>
    private static (Place Low, Place High)? Ends(Frame frame, XySeries series, int index, bool beyond)
    {
        double x = series.X[index], low = series.Low![index], high = series.High![index];
        if (!frame.X.Shows(x) || !double.IsFinite(low) || !double.IsFinite(high) || !frame.Y.Takes(Math.Max(low, high)))
            return null;
        double place = frame.X.Within(x);
        double to = At(Math.Max(low, high));
        // What goes down to zero or below goes down to the edge of a logarithmic plot.
        double from = frame.Y.Takes(Math.Min(low, high)) ? At(Math.Min(low, high)) : frame.Y.From;
        return (new(place, from), new(place, to));

        double At(double value) => beyond ? frame.Y.Place(value) : frame.Y.Within(value);
    }

    private static void Band(SvgText svg, Frame frame, List<Place> lows, List<Place> highs, int most)
    {
        Place[] lower = Decimation.Thinned([.. lows], most / 2), upper = Decimation.Thinned([.. highs], most / 2);
        Array.Reverse(lower);
        Place[] area = Clip.Area([.. upper, .. lower], frame.Plot);
        if (area.Length == 0)
            return;
        svg.Raw("<path class=\"b\" opacity=\".16\" d=\"");
        new PathText(svg).Line(area);
        svg.Raw("z\"/>");
    }

    private static void ErrorBars(SvgText svg, List<Place> lows, List<Place> highs, int most)
    {
        int stride = Math.Max(1, (lows.Count * 3 / Math.Max(1, most)) + 1);
        double cap = lows.Count > 60 ? 0 : 3.5;
        svg.Raw("<path class=\"v\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\" d=\"");
        for (int index = 0; index < lows.Count; index += lows.Count * 3 > most ? stride : 1)
        {
            svg.Raw('M').At(lows[index].X).Raw(' ').At(lows[index].Y).Raw('V').At(highs[index].Y);
            if (cap > 0)
                svg.Raw('M').At(lows[index].X - cap).Raw(' ').At(lows[index].Y).Raw("h7M").At(lows[index].X - cap).Raw(' ')
                    .At(highs[index].Y).Raw("h7");
        }

        svg.Raw("\"/>");
    }
}
