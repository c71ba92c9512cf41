namespace Workloads.Charts;

/// <summary>Chooses the lines that keep their colours where there are more than the eye tells apart.</summary>
internal static class Foreground
{
    /// <summary>The most lines that are told apart at a glance.</summary>
    private const int Most = 5;

    /// <summary>Puts all but five lines back: those stay that say so, then those that run farthest from each other.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="drawn">What is drawn by points or bars.</param>
    /// <param name="looks">What the legend lists.</param>
    public static void Choose(Figure figure, List<(Series Series, Look Look)> drawn, List<Look> looks)
    {
        (Line Line, Look Look)[] lines = [.. drawn.Where(one => one.Series is Line).Select(one => ((Line)one.Series, one.Look))];
        var front = lines.Where(one => one.Line.InFront is true).Select(one => one.Look).ToHashSet();
        (Line Line, Look Look)[] open = [.. lines.Where(one => one.Line.InFront is null)];
        if (lines.Length <= Most)
            front.UnionWith(open.Select(one => one.Look));
        else if (open.Length > 0 && front.Count < Most)
            front.UnionWith(Farthest(open, lines.Where(one => front.Contains(one.Look)), Most - front.Count, figure));

        for (int index = 0; index < drawn.Count; index++)
        {
            var (series, look) = drawn[index];
            if (series is not Line || front.Contains(look))
                continue;
            Look back = look with { IsBack = true };
            drawn[index] = (series, back);
            looks[look.Number] = back;
        }

        if (lines.Length > Most)
            Recolour(drawn, looks);
    }

    /// <summary>Where colours repeat among so many, those in front get some of which each is there once.</summary>
    private static void Recolour(List<(Series Series, Look Look)> drawn, List<Look> looks)
    {
        var taken = new HashSet<(int, LookStyle)>();
        for (int index = 0; index < drawn.Count; index++)
        {
            var (series, look) = drawn[index];
            if (series is not Line || look.IsBack || taken.Add((look.Colour, look.Style)) || series.Colour is not null
                || Palette.Of(series.Name) is not null)
                continue;
            int colour = LookGiver.ByPlace.FirstOrDefault(
                free => !drawn.Exists(other => !other.Look.IsBack && other.Look.Colour == free && other.Look.Style == look.Style),
                look.Colour);
            Look front = look with { Colour = colour, Marker = colour };
            taken.Add((colour, look.Style));
            drawn[index] = (series, front);
            looks[look.Number] = front;
        }
    }

    private static IEnumerable<Look> Farthest((Line Line, Look Look)[] open, IEnumerable<(Line Line, Look Look)> already, int count,
        Figure figure)
    {
        var chosen = already.ToList();
        var left = open.ToList();
        while (count-- > 0 && left.Count > 0)
        {
            // The first is what the others are compared with.
            var next = chosen.Count == 0 ? left[0] : left.MaxBy(one => chosen.Min(other => Distance(one.Line, other.Line, figure)));
            chosen.Add(next);
            left.Remove(next);
            yield return next.Look;
        }
    }

    /// <summary>
    /// How far apart two lines run, on the axis on which they are drawn: on the mean of the places that they share, else at their ends.
    /// </summary>
    private static double Distance(Line one, Line other, Figure figure)
    {
        var places = new Dictionary<double, double>();
        for (int index = 0; index < other.X.Count; index++)
            places[other.X[index]] = Height(other.Y[index], figure);
        double[] apart = [.. one.X.Select(
            (x, index) => places.TryGetValue(x, out double y) ? Math.Abs(y - Height(one.Y[index], figure)) : double.NaN)
            .Where(double.IsFinite)];
        return apart.Length > 0 ? apart.Average()
            : one.Y.Count > 0 && other.Y.Count > 0 && Math.Abs(Height(one.Y[^1], figure) - Height(other.Y[^1], figure)) is var ends
                && double.IsFinite(ends) ? ends
            : 0;
    }

    private static double Height(double value, Figure figure) => figure.Y.IsLog ? Math.Log10(value) : value;
}
