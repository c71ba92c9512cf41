namespace Workloads.Charts;

/// <summary>Says in words what lies beyond the ends that an axis was given.</summary>
internal static class Beyond
{
    private const int MostNamed = 4;

    public static string Of(Prepared data)
    {
        Axis y = data.Figure.Y;
        return string.Join(" ", new[]
        {
            y.Min is { } low && Counts(y, low) ? Side(data, "below", low, value => value < low, values => values.Min(), "down to") : "",
            y.Max is { } high && Counts(y, high) ? Side(data, "above", high, value => value > high, values => values.Max(), "up to") : "",
        }.Where(text => text.Length > 0));
    }

    private static bool Counts(Axis axis, double end) => double.IsFinite(end) && (!axis.IsLog || end > 0);

    private static string Side(Prepared data, string side, double end, Func<double, bool> isBeyond,
        Func<IEnumerable<double>, double> furthest, string to)
    {
        Unit unit = data.Figure.Y.Unit;
        string[] named =
        [
            .. from one in data.Drawn
               where one.Series is XySeries
               let beyond = ((XySeries)one.Series).Y.Where(
                   value => double.IsFinite(value) && (!data.Figure.Y.IsLog || value > 0) && isBeyond(value)).ToArray()
               where beyond.Length > 0
               select Invariant($"{one.Look.Name} ({beyond.Length:N0} point{(beyond.Length == 1 ? "" : "s")}, {to} {unit.Format(furthest(beyond))})"),
        ];
        if (named.Length == 0)
            return "";
        string rest = named.Length > MostNamed ? Invariant($" and {named.Length - MostNamed:N0} more") : "";
        return $"Not shown, {side} {unit.FormatLogTick(end)}: {string.Join(", ", named.Take(MostNamed))}{rest}.";
    }
}
