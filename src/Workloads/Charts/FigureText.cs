namespace Workloads.Charts;

/// <summary>A figure in words: hover texts, descriptions that are read aloud, and what a console shows.</summary>
internal static class FigureText
{
    /// <summary>Text without the marks of code that Markdown knows and drawings do not.</summary>
    public static string Plain(string text) => text.Replace("`", "", StringComparison.Ordinal);

    public static string OfPoint(XySeries series, int index, Figure figure)
    {
        string text = $"{series.Name}\n{Named(figure.X, series.X[index])}\n{Named(figure.Y, series.Y[index])}";
        return series.Low is null || series.High is null ? text
            : $"{text} ({figure.Y.Unit.Format(series.Low[index])} to {figure.Y.Unit.Format(series.High[index])})";
    }

    public static string OfBar(Bars bars, int index, Figure figure)
    {
        string text = $"{bars.Categories[index]}\n{bars.Name}: {figure.Y.Unit.Format(bars.Lengths[index])}";
        return bars.Low is null || bars.High is null ? text
            : $"{text} ({figure.Y.Unit.Format(bars.Low[index])} to {figure.Y.Unit.Format(bars.High[index])})";
    }

    public static string OfSpan(Look look, LaneSpan span, Figure figure)
    {
        Unit unit = figure.X.Unit;
        string name = span.Label is { Length: > 0 } label && !string.Equals(label, look.Name, StringComparison.Ordinal)
            ? $"{look.Name}: {label}" : look.Name;
        return $"{span.Lane}\n{name}\n{unit.Format(span.Start)} to {unit.Format(span.End)}, {unit.Format(span.End - span.Start)} long";
    }

    public static string Of(XySeries series, Figure figure)
    {
        double[] xs = [.. series.X.Where(double.IsFinite)], ys = [.. series.Y.Where(double.IsFinite)];
        string count = Invariant($"{series.Name}: {series.X.Count:N0} point{(series.X.Count == 1 ? "" : "s")}");
        return xs.Length == 0 || ys.Length == 0
            ? count
            : $"{count}, {Range(figure.X, xs)}, {Range(figure.Y, ys)}";
    }

    /// <summary>What a screen reader says instead of the drawing.</summary>
    public static string Description(Prepared data)
    {
        Figure figure = data.Figure;
        IEnumerable<string> parts = figure.Series.Take(12).Select(series => series switch
        {
            XySeries xy => Of(xy, figure),
            Bars bars => $"{bars.Name}: "
                + string.Join(", ", bars.Categories.Zip(bars.Lengths, (category, length) => $"{category} {figure.Y.Unit.Format(length)}")
                    .Take(20)),
            Lanes lanes => Invariant($"{lanes.Name}: {lanes.Spans.Count:N0} span{(lanes.Spans.Count == 1 ? "" : "s")} in {data.LaneNames.Count:N0} lane{(data.LaneNames.Count == 1 ? "" : "s")}"),
            _ => series.Name,
        });
        if (figure.Series.Count > 12)
            parts = parts.Append(Invariant($"and {figure.Series.Count - 12:N0} more"));
        parts = parts.Concat(figure.Annotations.Select(annotation => annotation.Text)).Concat(figure.Lines.Select(line => line.Label));
        return string.Join(". ", parts.Where(part => part.Length > 0)) + ".";
    }

    public static string Of(Figure figure)
    {
        var data = new Prepared(figure);
        IEnumerable<string> lines =
            [figure.Title, figure.Subtitle, .. Description(data).TrimEnd('.').Split(". ").Select(part => "  " + part), figure.Caption,
                data.Note];
        return string.Join('\n', lines.Where(line => line.Trim().Length > 0));
    }

    private static string Named(Axis axis, double value) =>
        axis.Title.Length == 0 ? axis.Unit.Format(value) : $"{axis.Title}: {axis.Unit.Format(value)}";

    private static string Range(Axis axis, double[] values)
    {
        string from = axis.Unit.Format(values.Min()), to = axis.Unit.Format(values.Max());
        string name = axis.Title.Length == 0 ? "" : axis.Title + " ";
        return string.Equals(from, to, StringComparison.Ordinal) ? name + from : $"{name}{from} to {to}";
    }
}
