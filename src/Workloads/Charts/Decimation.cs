namespace Workloads.Charts;

/// <summary>Leaves out what could not be seen, so that a drawing's size does not grow with its data.</summary>
internal static class Decimation
{
    /// <summary>Which of the places on a line to keep, at most so many: by columns of pixels, wider ones where that does not do.</summary>
    /// <param name="places">The places, in the order in which they are joined.</param>
    /// <param name="most">The most to keep, 2 or more.</param>
    public static int[] Line(ReadOnlySpan<Place> places, int most)
    {
        int[] kept = [.. Enumerable.Range(0, places.Length)];
        for (double column = 1; kept.Length > most && column < 2000; column *= 1.5)
            kept = Columns(places, kept, column);
        // Places that run back and forth all the time: every so manieth.
        return kept.Length <= most ? kept : [.. Enumerable.Range(0, most).Select(index => kept[(int)((long)index * (kept.Length - 1) / (most - 1))])];
    }

    /// <summary>The places on a line that are worth drawing.</summary>
    public static Place[] Thinned(Place[] places, int most) =>
        places.Length <= most ? places : [.. Line(places, most).Select(index => places[index])];

    /// <summary>
    /// Keeps of each column the first, the lowest, the highest and the last place, which draws the same picture
    /// (M4: Jugel, Jerzak, Hackenbroich and Markl, "M4: A Visualization-Oriented Time Series Data Aggregation", VLDB 2014).
    /// </summary>
    private static int[] Columns(ReadOnlySpan<Place> places, int[] among, double column)
    {
        var kept = new List<int>();
        for (int start = 0; start < among.Length;)
        {
            long current = (long)(places[among[start]].X / column);
            int end = start + 1, low = start, high = start;
            for (; end < among.Length && (long)(places[among[end]].X / column) == current; end++)
            {
                if (places[among[end]].Y < places[among[low]].Y)
                    low = end;
                if (places[among[end]].Y > places[among[high]].Y)
                    high = end;
            }

            foreach (int index in (ReadOnlySpan<int>)[start, Math.Min(low, high), Math.Max(low, high), end - 1])
            {
                if (kept.Count == 0 || kept[^1] < among[index])
                    kept.Add(among[index]);
            }

            start = end;
        }

        return [.. kept];
    }

    /// <summary>Gathers places into square bins, larger ones where there would be too many.</summary>
    /// <param name="places">The places.</param>
    /// <param name="most">The most bins, 1 or more.</param>
    /// <param name="size">The side of a bin.</param>
    /// <returns>For each bin its middle, how many places fell into it, and the first of them.</returns>
    public static IReadOnlyList<(Place Middle, int Count, int First)> Bins(IReadOnlyList<Place> places, int most, out double size)
    {
        for (size = 4; ; size *= 1.4)
        {
            var bins = new Dictionary<(int, int), (int Count, int First)>();
            double side = size;
            for (int index = 0; index < places.Count && bins.Count <= most; index++)
            {
                var key = ((int)(places[index].X / side), (int)(places[index].Y / side));
                bins[key] = bins.TryGetValue(key, out var bin) ? (bin.Count + 1, bin.First) : (1, index);
            }

            if (bins.Count <= most)
                return [.. bins.Select(bin => (new Place((bin.Key.Item1 + 0.5) * side, (bin.Key.Item2 + 0.5) * side), bin.Value.Count, bin.Value.First))];
        }
    }

    /// <summary>Merges stretches that touch or nearly do; coarser where there would be too many.</summary>
    /// <param name="groups">The stretches that may merge with each other, sorted by their beginnings.</param>
    /// <param name="most">The most stretches to keep in all, as far as there are not more groups.</param>
    public static List<(double From, double To)>[] Stretches(IReadOnlyList<List<(double From, double To)>> groups, int most)
    {
        List<(double From, double To)>[] merged = [.. groups];
        for (double gap = 0.25; gap < 4000; gap *= 2)
        {
            for (int index = 0; index < merged.Length; index++)
                merged[index] = Merged(merged[index], gap);
            if (merged.Sum(group => group.Count) <= most)
                break;
        }

        return merged;
    }

    private static List<(double From, double To)> Merged(List<(double From, double To)> stretches, double gap)
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
