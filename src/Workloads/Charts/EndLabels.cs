namespace Workloads.Charts;

/// <summary>A name at the end of its line.</summary>
internal sealed record EndLabel(Look Look, string Text, Place End, double Y);

/// <summary>Names at the ends of lines, which need no legend to look up; where they have room, and where the lines end near the edge.</summary>
internal static class EndLabels
{
    /// <summary>The room between a line's end and its name, with the marker that stands before the name.</summary>
    public const double Lead = 32;

    private const double Apart = 17;

    /// <summary>The names, or null where a legend does better.</summary>
    public static IReadOnlyList<EndLabel>? Choose(Prepared data, DrawingSize size, AxisMap vertical, (double Min, double Max) horizontal, Box plot)
    {
        if (size.IsNarrow || data.HasBars || data.HasLanes || data.Drawn.Count is 0 or > 12 || data.Drawn.Count * Apart > plot.Height)
            return null;

        var map = new AxisMap(data.Figure.X.Scale, horizontal.Min, horizontal.Max, 0, 1);
        var labels = new List<EndLabel>();
        foreach (var (series, look) in data.Drawn)
        {
            if (series is not Line line || look.Name.Length == 0 || LastShown(line, map, vertical) is not { } last || map.Place(line.X[last]) < 0.85)
                return null;
            labels.Add(new(look, TextWidth.Fit(look.Name, size.Width * 0.34, Frame.FontSize), new(0, vertical.Place(line.Y[last])), 0));
        }

        return labels;
    }

    /// <summary>Pushes the names apart, as little as need be, and keeps them beside the plot.</summary>
    public static IReadOnlyList<EndLabel> Settle(IReadOnlyList<EndLabel> labels, AxisMap vertical, AxisMap horizontal, Box plot, Prepared data)
    {
        EndLabel[] settled = [.. labels.Select((label, index) =>
        {
            var line = (Line)data.Drawn[index].Series;
            int last = LastShown(line, horizontal, vertical) ?? 0;
            var end = new Place(horizontal.Within(line.X[last]), vertical.Within(line.Y[last]));
            return label with { End = end, Y = end.Y };
        }).OrderBy(label => label.Y)];

        // Down from the top, then up from the bottom: what the first pass pushed out, the second brings back.
        for (int index = 0; index < settled.Length; index++)
        {
            double least = index == 0 ? plot.Top : settled[index - 1].Y + Apart;
            settled[index] = settled[index] with { Y = Math.Max(settled[index].Y, least) };
        }

        for (int index = settled.Length - 1; index >= 0; index--)
        {
            double most = index == settled.Length - 1 ? plot.Bottom : settled[index + 1].Y - Apart;
            settled[index] = settled[index] with { Y = Math.Min(settled[index].Y, most) };
        }

        return settled;
    }

    private static int? LastShown(Line line, AxisMap horizontal, AxisMap vertical)
    {
        int? last = null;
        for (int index = 0; index < line.X.Count; index++)
        {
            if (horizontal.Shows(line.X[index]) && vertical.Shows(line.Y[index]) && (last is null || line.X[index] >= line.X[last.Value]))
                last = index;
        }

        return last;
    }
}
