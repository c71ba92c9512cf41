namespace Workloads.Charts;

/// <summary>Leaves out what could not be seen, so that a drawing's size does not grow with its data.</summary>
internal static class Decimation
{
    /// <summary>
    /// Keeps of each column of pixels the first, the lowest, the highest and the last place, which draws the same picture
    /// (M4: Jugel, Jerzak, Hackenbroich and Markl, "M4: A Visualization-Oriented Time Series Data Aggregation", VLDB 2014).
    /// </summary>
    /// <param name="places">Places in the order in which they are joined. Where they run back and forth, columns are begun anew.</param>
    /// <param name="column">A column's width.</param>
    public static Place[] Columns(ReadOnlySpan<Place> places, double column)
    {
        var kept = new List<Place>();
        for (int start = 0; start < places.Length;)
        {
            long current = (long)(places[start].X / column);
            int end = start + 1, low = start, high = start;
            for (; end < places.Length && (long)(places[end].X / column) == current; end++)
            {
                if (places[end].Y < places[low].Y)
                    low = end;
                if (places[end].Y > places[high].Y)
                    high = end;
            }

            int last = end - 1;
            int inner = Math.Min(low, high), outer = Math.Max(low, high);
            kept.Add(places[start]);
            if (inner != start && inner != last)
                kept.Add(places[inner]);
            if (outer != inner && outer != start && outer != last)
                kept.Add(places[outer]);
            if (last != start)
                kept.Add(places[last]);
            start = end;
        }

        return [.. kept];
    }

    /// <summary>Keeps at most so many places, however they lie: by columns, wider ones where that does not do.</summary>
    public static ReadOnlySpan<Place> Line(ReadOnlySpan<Place> places, int most)
    {
        ReadOnlySpan<Place> kept = places;
        for (double column = 1; kept.Length > most && column < 2000; column *= 1.5)
            kept = Columns(places, column);
        if (kept.Length <= most)
            return kept;

        // Places that run back and forth all the time: every so manieth.
        var some = new Place[most];
        for (int index = 0; index < most; index++)
            some[index] = kept[(int)((long)index * (kept.Length - 1) / Math.Max(1, most - 1))];
        return some;
    }

    /// <summary>Gathers places into square bins, and says how many fell into each; larger bins where there would be too many.</summary>
    public static IReadOnlyList<(Place Place, int Count)> Bins(IReadOnlyList<Place> places, int most, out double size)
    {
        for (size = 4; ; size *= 1.4)
        {
            var bins = new Dictionary<(int, int), int>();
            double bin = size;
            foreach (Place place in places)
            {
                var key = ((int)(place.X / bin), (int)(place.Y / bin));
                bins[key] = bins.GetValueOrDefault(key) + 1;
                if (bins.Count > most)
                    break;
            }

            if (bins.Count <= most)
                return [.. bins.Select(pair => (new Place((pair.Key.Item1 + 0.5) * bin, (pair.Key.Item2 + 0.5) * bin), pair.Value))];
        }
    }

    /// <summary>Merges stretches of one lane and one key that touch or nearly do; coarser where there would be too many.</summary>
    /// <param name="groups">For each lane and key its stretches, sorted by their beginnings.</param>
    /// <param name="most">The most stretches to keep in all.</param>
    public static List<List<(double From, double To)>> Stretches(IReadOnlyList<List<(double From, double To)>> groups, int most)
    {
        for (double gap = 0.25; ; gap *= 2)
        {
            var merged = groups.Select(group => Merge(group, gap)).ToList();
            if (merged.Sum(group => group.Count) <= most || gap > 4000)
                return merged;
        }
    }

    private static List<(double From, double To)> Merge(List<(double From, double To)> stretches, double gap)
    {
        var merged = new List<(double From, double To)>();
        foreach (var (from, to) in stretches)
        {
            if (merged.Count > 0 && from <= merged[^1].To + gap)
                merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, to));
            else
                merged.Add((from, to));
        }

        return merged;
    }
}
