namespace Workloads.Charts;

/// <summary>A figure whose series lie in several panels, as a drawing for each, with the same axes.</summary>
internal static class FigurePanels
{
    /// <summary>The panels side by side; null when there is only one.</summary>
    public static FigureGrid? Of(Figure figure)
    {
        string[] names = [.. figure.Series.Select(series => series.Panel).Distinct(StringComparer.Ordinal)];
        if (names.Length < 2)
            return null;

        var data = new Prepared(figure);
        var (xMin, xMax) = data.XRange.Ends(fromZero: false, padding: 0.025);
        var (yMin, yMax) = data.YRange.Ends(fromZero: data.HasBars, padding: 0.06);
        Figure[] panels = [.. names.Select(name => figure with
        {
            Title = name,
            Subtitle = "",
            Caption = "",
            X = figure.X with { Min = xMin, Max = xMax },
            Y = figure.Y with { Min = yMin, Max = yMax },
            Series = [.. figure.Series.Where(series => string.Equals(series.Panel, name, StringComparison.Ordinal))
                .Select(series => series
                    with { Colour = series.Colour
                    ?? data.Looks.FirstOrDefault(
                        look => string.Equals(look.Name, FigureText.Plain(series.Name), StringComparison.Ordinal))?.Colour })],
        })];
        int rows = panels.Max(panel => new Frame(new(panel), DrawingSize.Narrow).Legend.Rows);
        return new([.. panels.Select(panel => panel with { LegendRows = rows })])
        {
            Title = figure.Title,
            Subtitle = figure.Subtitle,
            Caption = figure.Caption,
        };
    }
}
