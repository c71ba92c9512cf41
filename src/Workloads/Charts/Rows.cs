namespace Workloads.Charts;

/// <summary>
/// The rows that the spans of a timeline lie in: those of one lane that overlap lie below each other, as Perfetto draws them.
/// </summary>
/// <param name="OfSpan">Each span's row, counted from the first of all lanes.</param>
/// <param name="Starts">Each lane's first row, and behind the last lane how many rows there are.</param>
internal sealed record Rows(IReadOnlyList<int> OfSpan, IReadOnlyList<int> Starts)
{
    /// <summary>The most rows in all; with more they would be thinner than can be seen, and each lane has one.</summary>
    private const int Most = 64;

    /// <summary>Spans that overlap by less than this share of the whole are held to touch.</summary>
    private const double Touching = 1e-4;

    /// <summary>How many rows there are.</summary>
    public int Count => Starts[^1];

    /// <summary>Whether some spans are drawn over others, since there was no room for so many rows.</summary>
    public bool Overlap { get; private init; }

    /// <summary>The middle of a lane, in rows.</summary>
    public double MiddleOf(int lane) => (Starts[lane] + Starts[lane + 1] - 1) / 2.0;

    /// <summary>Gives each span the first row of its lane in which it overlaps no other.</summary>
    public static Rows Of(IReadOnlyList<PlacedSpan> spans, int lanes)
    {
        var ends = new List<double>[lanes];
        for (int lane = 0; lane < lanes; lane++)
            ends[lane] = [];
        int[] within = new int[spans.Count];
        double tolerance = spans.Count == 0 ? 0 : (spans.Max(one => one.Span.End) - spans.Min(one => one.Span.Start)) * Touching;
        int extra = 0;
        foreach (int index in Enumerable.Range(0, spans.Count).OrderBy(index => spans[index].Span.Start)
            .ThenByDescending(index => spans[index].Span.End))
        {
            var (span, lane, _) = spans[index];
            int row = ends[lane].FindIndex(end => end <= span.Start + tolerance);
            if (row < 0)
            {
                row = ends[lane].Count;
                ends[lane].Add(0);
                if (row > 0 && ++extra + lanes > Most)
                    return new([.. spans.Select(one => one.Lane)], [.. Enumerable.Range(0, lanes + 1)]) { Overlap = true };
            }

            ends[lane][row] = span.End;
            within[index] = row;
        }

        int[] starts = new int[lanes + 1];
        for (int lane = 0; lane < lanes; lane++)
            starts[lane + 1] = starts[lane] + Math.Max(1, ends[lane].Count);
        return new([.. within.Select((row, index) => starts[spans[index].Lane] + row)], starts);
    }
}
