namespace Workloads.Charts;

/// <summary>A name at the end of its line.</summary>
internal sealed record EndLabel(Look Look, IReadOnlyList<string> Lines, Place End, double Y)
{
    public double Height => 3 + (Lines.Count * EndLabels.LineHeight);

    public double Width => Lines.Max(line => TextWidth.Of(line, Frame.FontSize));
}

/// <summary>
/// Names at the ends of lines, which need no legend to look up; where they have room, and where the lines end near the edge.
/// </summary>
internal static class EndLabels
{
    /// <summary>The room between a line's end and its name, with the marker that stands before the name.</summary>
    public const double Lead = 32;

    public const double LineHeight = 14.5;

    /// <summary>How much of the drawing's width names may take.</summary>
    private const double Share = 0.27;

    /// <summary>The names, or null where a legend does better: where a name would be cut, or they had to overlap.</summary>
    public static IReadOnlyList<EndLabel>? Choose(Prepared data, DrawingSize size, AxisMap vertical, (double Min, double Max) horizontal,
        Box plot)
    {
        if (size.IsNarrow || data.HasBars || data.HasLanes || data.Drawn.Count is 0 or > 12 || data.Looks.Count < data.Drawn.Count)
            return null;

        var map = new AxisMap(data.Figure.X.Scale, horizontal.Min, horizontal.Max, 0, 1);
        var labels = new List<EndLabel>();
        foreach (var (series, look) in data.Drawn)
        {
            if (series is not Line line || look.Name.Length == 0 || LastShown(line, map, vertical) is not { } last
                || map.Place(line.X[last]) < 0.85)
                return null;
            double room = size.Width * Share;
            IReadOnlyList<string> lines = TextWidth.Wrap(look.Name, room, Frame.FontSize, maxLines: 4);
            if (lines.Count > 3 || lines.Any(text => text.EndsWith('…')))
                return null;
            labels.Add(new(look, lines, new(0, vertical.Place(line.Y[last])), 0));
        }

        return labels.Sum(label => label.Height) <= plot.Height ? labels : null;
    }

    /// <summary>Pushes the names apart, as little as need be, and keeps them beside the plot.</summary>
    public static IReadOnlyList<EndLabel> Settle(IReadOnlyList<EndLabel> labels, AxisMap vertical, AxisMap horizontal, Box plot,
        Prepared data)
    {
        EndLabel[] settled = [.. labels.Select((label, index) =>
        {
            var line = (Line)data.Drawn[index].Series;
            int last = LastShown(line, horizontal, vertical) ?? 0;
            var end = new Place(horizontal.Within(line.X[last]), vertical.Within(line.Y[last]));
            return label with { End = end, Y = end.Y };
        }).OrderBy(label => label.Y)];

        // Down from the top, then up from the bottom: what the first pass pushed out, the second brings back.
        double least = plot.Top;
        for (int index = 0; index < settled.Length; index++)
        {
            settled[index] = settled[index] with { Y = Math.Max(settled[index].Y, least + (settled[index].Height / 2)) };
            least = settled[index].Y + (settled[index].Height / 2);
        }

        double most = plot.Bottom;
        for (int index = settled.Length - 1; index >= 0; index--)
        {
            settled[index] = settled[index] with { Y = Math.Min(settled[index].Y, most - (settled[index].Height / 2)) };
            most = settled[index].Y - (settled[index].Height / 2);
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
