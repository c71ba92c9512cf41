namespace Workloads.Charts;

/// <summary>
/// Gives out looks: a colour has one meaning in the whole project, so that a model has its own, and everything else the colours that
/// no model in the figure has; what has the same colour gets another style, or another marker.
/// </summary>
internal sealed class LookGiver
{
    /// <summary>Colours for what is no model, the best told apart first.</summary>
    public static IReadOnlyList<int> ByPlace { get; } = [0, 1, 2, 3, 4, 5, 6, 8, 9, 7];

    private readonly int[] _free;
    private readonly List<Look> _given = [];
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private int _place;

    public LookGiver(Figure figure)
    {
        int?[] taken = [.. figure.Series.SelectMany(series => series is Lanes lanes
            ? lanes.Spans.Select(span => span.Key ?? lanes.Name).Distinct(StringComparer.Ordinal).Select(Palette.Of)
            : [Palette.Of(series.Name)]).Distinct()];
        int[] free = [.. ByPlace.Where(colour => !taken.Contains(colour))];
        _free = free.Length > 0 ? free : [.. ByPlace];
    }

    /// <summary>The look of a series.</summary>
    /// <param name="series">The series.</param>
    /// <param name="isDotted">Whether bars are drawn as dots, since their axis is logarithmic.</param>
    public Look Next(Series series, bool isDotted)
    {
        LookShape shape = series switch { Line => LookShape.Line, Points => LookShape.Point, Bars when isDotted => LookShape.Point,
            _ => LookShape.Box };
        int? asked = series.Colour ?? (series is Bars bars && AreModels(bars) ? Palette.Grey : null);
        var look = new Look(FigureText.Plain(series.Name), ColourOf(series.Name, asked), shape, StyleOf(series));
        return Given(series is Bars dots && AreModels(dots) ? look with { Marker = 0 } : look);
    }

    /// <summary>The look of a timeline's key.</summary>
    public Look Next(string key, Lanes lanes) =>
        Given(new(FigureText.Plain(key), ColourOf(key, lanes.Colour is { } first ? first + _given.Count : null), LookShape.Box,
            StyleOf(lanes)));

    /// <summary>Whether each bar stands for a model, and has that model's colour.</summary>
    public static bool AreModels(Bars bars) =>
        bars.Colour is null && bars.Categories.Count > 0 && bars.Categories.All(category => Palette.Of(category) is not null);

    private static LookStyle StyleOf(Series series) =>
        series.Quoted ? LookStyle.Quoted
        : series.Other || series.Name.Contains("CPython", StringComparison.Ordinal) ? LookStyle.Other
        : LookStyle.Plain;

    private int ColourOf(string name, int? asked)
    {
        if ((asked ?? Palette.Of(name)) is { } colour)
            return Palette.Within(colour);
        // Lines and points of one name are one thing, and so is what two runtimes did under one name.
        string one = Palette.ModelOf(name);
        if (!_byName.TryGetValue(one, out int given))
            _byName[one] = given = _free[_place++ % _free.Length];
        return given;
    }

    private Look Given(Look look)
    {
        Look[] alike = [.. _given.Where(
            other => other.Shape == look.Shape && other.Colour == look.Colour && other.Style == look.Style
            && !string.Equals(other.Name, look.Name, StringComparison.Ordinal))];
        if (alike.Length > 0)
            look = look with { Marker = look.Marker + (3 * alike.Length) };
        _given.Add(look);
        return look;
    }
}
