namespace Workloads.Charts;

/// <summary>The names of what is drawn, in rows above the plot.</summary>
internal sealed record Legend(IReadOnlyList<LegendEntry> Entries, int Rows)
{
    private const int MostRows = 5;
    private const double Symbol = 26;

    public static Legend None { get; } = new([], 0);

    /// <summary>Puts the names into as few rows as they need.</summary>
    public static Legend Arrange(IReadOnlyList<Look> looks, double width)
    {
        var entries = new List<LegendEntry>();
        double x = 0;
        int row = 0;
        for (int index = 0; index < looks.Count; index++)
        {
            string text = TextWidth.Fit(looks[index].Name, width - Symbol, Frame.FontSize);
            double needs = Symbol + TextWidth.Of(text, Frame.FontSize) + 18;
            if (x > 0 && x + needs - 18 > width)
                (x, row) = (0, row + 1);
            if (row == MostRows - 1 && index < looks.Count - 1 && x + needs > width * 0.6)
            {
                entries.Add(new(null, Invariant($"and {looks.Count - index:N0} more"), x, row));
                break;
            }

            entries.Add(new(looks[index], text, x, row));
            x += needs;
        }

        return new(entries, row + 1);
    }
}

/// <summary>One name in the legend; without a look, a remark.</summary>
internal sealed record LegendEntry(Look? Look, string Text, double X, int Row);
