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
        return kept.Length <= most ? kept
            : [.. Enumerable.Range(0, most).Select(index => kept[(int)((long)index * (kept.Length - 1) / (most - 1))])];
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
    /// <param name="places">The places, none left of or above the drawing.</param>
    /// <param name="most">The most bins, 1 or more.</param>
    /// <param name="size">The side of a bin.</param>
    /// <returns>For each bin its middle, how many places fell into it, and the first of them.</returns>
    public static IReadOnlyList<(Place Middle, int Count, int First)> Bins(IReadOnlyList<Place> places, int most, out double size)
    {
        double right = 0, bottom = 0;
        foreach (Place place in places)
            (right, bottom) = (Math.Max(right, place.X), Math.Max(bottom, place.Y));
        for (size = 4; ; size *= 1.4)
        {
            int columns = (int)(right / size) + 1;
            var bins = new (int Count, int First)[columns * ((int)(bottom / size) + 1)];
            int used = 0;
            for (int index = 0; index < places.Count && used <= most; index++)
            {
                ref var bin = ref bins[((int)(places[index].Y / size) * columns) + (int)(places[index].X / size)];
                if (bin.Count == 0)
                {
                    bin.First = index;
                    used++;
                }

                bin.Count++;
            }

            if (used > most)
                continue;
            var kept = new List<(Place, int, int)>(used);
            for (int index = 0; index < bins.Length; index++)
            {
                if (bins[index].Count > 0)
                    kept.Add((new(((index % columns) + 0.5) * size, ((index / columns) + 0.5) * size), bins[index].Count,
                        bins[index].First));
            }

            return kept;
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
