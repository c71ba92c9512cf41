using System.Globalization;
using System.Text;

namespace Workloads.Topics;

/// <summary>Draws the flags, simplified, as SVG of 90 by 60.</summary>
internal static class FlagDrawing
{
    private const double Width = 90, Height = 60;

    private static readonly Dictionary<string, byte[]> Drawn =
        Country.All.ToDictionary(country => country.Code, country => Encoding.UTF8.GetBytes(Draw(country)),
            StringComparer.OrdinalIgnoreCase);

    /// <summary>A flag's file, byte for byte as the server sends it.</summary>
    /// <param name="code">One of the codes of <see cref="Country.All"/>, in any case.</param>
    /// <exception cref="ArgumentException">No flag is drawn for <paramref name="code"/>.</exception>
    public static ReadOnlyMemory<byte> Of(string code) =>
        Drawn.TryGetValue(code, out byte[]? svg)
            ? svg
            : throw new ArgumentException($"No flag is drawn for '{code}'. There are: {string.Join(", ", Drawn.Keys)}.", nameof(code));

    /// <summary>Whether a flag is drawn for a code.</summary>
    public static bool Has(string code) => Drawn.ContainsKey(code);

    private static string Draw(Country country) =>
        Invariant($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}"><title>{country.Name}</title>{Parts(country.Code)}</svg>""");

    private static string Parts(string code) => code switch
    {
        "CN" => Field("#de2910") + Star(15, 15, 9, "#ffde00") + Star(30, 6, 3, "#ffde00") + Star(36, 12, 3, "#ffde00")
            + Star(36, 21, 3, "#ffde00") + Star(30, 27, 3, "#ffde00"),
        "IN" => Rows("#ff9933", "#ffffff", "#138808") + Wheel(45, 30, 8.5, "#000080"),
        "US" => Rows([.. Enumerable.Range(0, 13).Select(row => row % 2 == 0 ? "#b31942" : "#ffffff")])
            + Box(0, 0, 36, Height * 7 / 13, "#0a3161") + FiftyStars(),
        "ID" => Rows("#ce1126", "#ffffff"),
        "BR" => Field("#009739") + Shape("#fedd00", (45, 6), (82, 30), (45, 54), (8, 30)) + Disc(45, 30, 12, "#012169")
            + Band(34, 27, 56, 32, "#ffffff"),
        "PK" => Field("#115740") + Box(0, 0, 22.5, Height, "#ffffff") + Crescent(56, 30, 16, 60, 26, 15, "#115740", "#ffffff")
            + Star(64, 21, 6, "#ffffff"),
        "NG" => Columns("#008751", "#ffffff", "#008751"),
        "BD" => Field("#006a4e") + Disc(40.5, 30, 20, "#f42a41"),
        "RU" => Rows("#ffffff", "#0039a6", "#d52b1e"),
        "JP" => Field("#ffffff") + Disc(45, 30, 18, "#bc002d"),
        "MX" => Columns("#006847", "#ffffff", "#ce1126") + Disc(45, 30, 7, "#8c6a3f") + Disc(45, 28, 4, "#ffffff"),
        "PH" => Rows("#0038a8", "#ce1126") + Shape("#ffffff", (0, 0), (52, 30), (0, 60)) + Sun(17, 30, 9, "#fcd116")
            + Star(4, 6, 3, "#fcd116") + Star(4, 54, 3, "#fcd116") + Star(45, 30, 3, "#fcd116"),
        "VN" => Field("#da251d") + Star(45, 31, 18, "#ffff00"),
        "ET" => Rows("#078930", "#fcdd09", "#da121a") + Disc(45, 30, 16, "#0f47af") + Star(45, 30, 12, "#fcdd09"),
        "EG" => Rows("#ce1126", "#ffffff", "#000000") + Shape("#c09300", (45, 22), (50, 26), (48, 37), (45, 39), (42, 37), (40, 26)),
        "DE" => Rows("#000000", "#dd0000", "#ffce00"),
        "IR" => Rows("#239f40", "#ffffff", "#da0000") + Crescent(45, 30, 6, 45, 29, 5, "#da0000", "#ffffff")
            + Box(44.4, 24, 1.2, 12, "#da0000"),
        "TR" => Field("#e30a17") + Crescent(33, 30, 15, 37, 30, 12, "#e30a17", "#ffffff") + Star(54, 30, 7.5, "#ffffff"),
        "CD" => Field("#007fff") + Shape("#f7d618", (0, 48), (76, 0), (90, 0), (90, 12), (14, 60), (0, 60))
            + Shape("#ce1021", (0, 52), (82, 0), (90, 0), (90, 8), (8, 60), (0, 60)) + Star(14, 14, 11, "#f7d618"),
        "FR" => Columns("#0055a4", "#ffffff", "#ef4135"),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "No drawing."),
    };

    private static string Field(string colour) => Box(0, 0, Width, Height, colour);

    private static string Rows(params string[] colours) =>
        string.Concat(colours.Select((colour, row) => Box(0, row * Height / colours.Length, Width, Height / colours.Length, colour)));

    private static string Columns(params string[] colours) =>
        string.Concat(colours.Select((colour, column) => Box(column * Width / colours.Length, 0, Width / colours.Length, Height, colour)));

    private static string Box(double x, double y, double width, double height, string colour) =>
        $"""<rect x="{N(x)}" y="{N(y)}" width="{N(width)}" height="{N(height)}" fill="{colour}"/>""";

    private static string Disc(double x, double y, double radius, string colour) =>
        $"""<circle cx="{N(x)}" cy="{N(y)}" r="{N(radius)}" fill="{colour}"/>""";

    private static string Shape(string colour, params (double X, double Y)[] corners) =>
        $"""<path d="M{string.Join('L', corners.Select(corner => $"{N(corner.X)} {N(corner.Y)}"))}Z" fill="{colour}"/>""";

    private static string Band(double fromX, double fromY, double toX, double toY, string colour) =>
        $"""<path d="M{N(fromX)} {N(fromY)}Q{N((fromX + toX) / 2)} {N(fromY - 2)} {N(toX)} {N(toY)}" stroke="{colour}" stroke-width="2.5" fill="none"/>""";

    private static string Crescent(double x, double y, double radius, double biteX, double biteY, double bite, string field,
        string colour) =>
        Disc(x, y, radius, colour) + Disc(biteX, biteY, bite, field);

    /// <summary>A star of five points, one of them up: ten corners, in turn outside and inside.</summary>
    private static string Star(double x, double y, double radius, string colour) => Rays(x, y, radius, 0.382 * radius, points: 5, colour);

    private static string Sun(double x, double y, double radius, string colour) => Rays(x, y, radius, 0.6 * radius, points: 8, colour);

    private static string Rays(double x, double y, double outer, double inner, int points, string colour) =>
        Shape(colour, [.. Enumerable.Range(0, 2 * points).Select(corner =>
        {
            double angle = Math.PI * corner / points, reach = corner % 2 == 0 ? outer : inner;
            return (x + reach * Math.Sin(angle), y - reach * Math.Cos(angle));
        })]);

    private static string Wheel(double x, double y, double radius, string colour)
    {
        var spokes = Enumerable.Range(0, 24).Select(spoke => 2 * Math.PI * spoke / 24)
            .Select(angle => $"M{N(x)} {N(y)}L{N(x + radius * Math.Sin(angle))} {N(y - radius * Math.Cos(angle))}");
        return $"""<circle cx="{N(x)}" cy="{N(y)}" r="{N(radius)}" stroke="{colour}" fill="none"/><path d="{string.Concat(spokes)}" stroke="{colour}" stroke-width=".5"/>""";
    }

    /// <summary>Nine rows of six and five stars in turn.</summary>
    private static string FiftyStars() =>
        string.Concat(
            from row in Enumerable.Range(0, 9)
            from column in Enumerable.Range(0, row % 2 == 0 ? 6 : 5)
            select Star((row % 2 == 0 ? 3 : 6) + 6 * column, 3.23 * (row + 1), 1.3, "#ffffff"));

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
