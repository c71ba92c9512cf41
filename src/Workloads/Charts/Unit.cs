using System.Globalization;

namespace Workloads.Charts;

/// <summary>What numbers measure, and so how people read them: 0.0123 seconds are 12.3 ms.</summary>
public sealed class Unit
{
    private readonly (double Factor, string Suffix)[] _steps;

    private Unit(string name, params (double Factor, string Suffix)[] steps)
    {
        Name = name;
        _steps = steps;
    }

    /// <summary>The unit's name, as a table's header or an axis of Plotly's shows it; empty for plain numbers.</summary>
    public string Name { get; }

    /// <summary>How Plotly writes ticks in this unit: a d3 format, and what follows it.</summary>
    internal (string Format, string Suffix) Plotly =>
        this == None ? (",~g", "")
        : this == Year ? ("d", "")
        : this == Percent ? ("~%", "")
        : this == Ratio ? ("~g", "×")
        : this == Seconds || this == Bytes || this == Count ? ("~s", Name)
        : ("~s", " " + Name);

    internal bool IsPlain => this == None || this == Count || this == Year;

    /// <summary>Plain numbers: 1,234,567 and 0.0015.</summary>
    public static Unit None { get; } = new("");

    /// <summary>Counts, shortened on axes: 12k, 3M.</summary>
    public static Unit Count { get; } = new("", (1, ""), (1e3, "k"), (1e6, "M"), (1e9, "G"), (1e12, "T"));

    /// <summary>Years, whose thousands are not set apart: 2026.</summary>
    public static Unit Year { get; } = new("");

    /// <summary>Times given in seconds: 250 ns, 12.3 ms, 1.5 s.</summary>
    public static Unit Seconds { get; } = new("s", (1e-9, " ns"), (1e-6, " µs"), (1e-3, " ms"), (1, " s"));

    /// <summary>Sizes given in bytes: 512 B, 1.2 MB (of a million bytes).</summary>
    public static Unit Bytes { get; } = new("B", (1, " B"), (1e3, " KB"), (1e6, " MB"), (1e9, " GB"), (1e12, " TB"));

    /// <summary>Ratios: 3.2×.</summary>
    public static Unit Ratio { get; } = new("×", (1, "×"));

    /// <summary>Shares of one: 0.47 is 47 %.</summary>
    public static Unit Percent { get; } = new("%", (0.01, " %"));

    /// <summary>Something else, whose name is put behind the number: 12 calls/s.</summary>
    /// <param name="name">The unit's short name.</param>
    public static Unit Of(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new(name, (1, " " + name), (1e3, "k " + name), (1e6, "M " + name), (1e9, "G " + name));
    }

    /// <summary>The number as people read it, with three significant digits.</summary>
    public string Format(double value) => Format(value, digits: 3);

    /// <summary>The number as people read it.</summary>
    /// <param name="value">The number, in the unit's base; what is not finite reads n/a, ∞ or −∞.</param>
    /// <param name="digits">How many digits to show, from 1 to 15; whole numbers below a million show all of theirs.</param>
    public string Format(double value, int digits)
    {
        if (NotFinite(value) is { } text)
            return text;
        if (this == Year)
            return value.ToString("0", CultureInfo.InvariantCulture);
        if (this == Ratio && value is > 1e-7 and < 1e-3)
            return string.Create(CultureInfo.InvariantCulture, $"1/{Rounded(1 / value, digits):N0}×");

        var (factor, suffix) = Step(value);
        // 999.6 ms rounds to 1,000 ms, which reads 1 s.
        double shown = Rounded(value / factor, digits);
        var (rounded, roundedSuffix) = Step(shown * factor);
        return rounded > factor && Math.Abs(shown) >= 999.5
            ? Number(Rounded(value / rounded, digits), digits) + roundedSuffix
            : Number(shown, digits) + suffix;
    }

    /// <summary>How a tick reads: all ticks of a linear axis in one unit, and with the digits that tell neighbours apart.</summary>
    internal string FormatTick(double value, double step, double largest)
    {
        if (this == Year)
            return Format(value);
        if (value == 0)
            return "0" + (this == Percent || this == Ratio ? _steps[0].Suffix : "");

        var (factor, suffix) = Step(largest);
        double shown = value / factor;
        double shownStep = step / factor;
        if (Math.Abs(shown) is >= 1e7 or < 1e-5)
            return Sign(shown) + Powers(Math.Abs(shown), 4) + suffix;
        int decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(shownStep) - 1e-9), 0, 12);
        // Steps such as 2.5 need one decimal more than their magnitude.
        if (decimals < 12 && Math.Abs(Math.Round(shownStep, decimals) - shownStep) > shownStep * 1e-6)
            decimals++;
        return Sign(shown) + Math.Abs(shown).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            + suffix;
    }

    /// <summary>How a tick of a logarithmic axis reads: each in its own unit.</summary>
    internal string FormatLogTick(double value)
    {
        // Parts of one read as people say them, and counts in full where thousands would need a point.
        if (this == Ratio && value is > 1e-7 and < 1 && Math.Abs((1 / value) - Math.Round(1 / value)) < 1e-6 / value)
            return string.Create(CultureInfo.InvariantCulture, $"1/{1 / value:N0}×");
        if (this == Count && value is >= 1000 and < 1e6 && Math.Abs(Rounded(value / 1000, 3) - (value / 1000)) > 1e-9)
            return value.ToString("N0", CultureInfo.InvariantCulture);
        if (_steps.Length > 1 && Math.Abs(value) >= _steps[0].Factor * 0.9999 && Math.Abs(value) < _steps[^1].Factor * 9_999_999)
            return Format(value, digits: 4);
        double shown = _steps.Length == 0 ? value : value / Step(value).Factor;
        return Math.Abs(shown) is >= 1e7 or < 9.99e-5
            ? Powers(shown, 4) + (_steps.Length == 0 ? "" : Step(value).Suffix)
            : Format(value, digits: 4);
    }

    private (double Factor, string Suffix) Step(double value)
    {
        if (_steps.Length == 0)
            return (1, "");
        double magnitude = Math.Abs(value);
        if (this == Seconds && magnitude == 0)
            return (1, " s");
        int step = Array.FindLastIndex(_steps, candidate => magnitude >= candidate.Factor * (1 - 1e-12));
        return _steps[Math.Max(step, 0)];
    }

    private static string? NotFinite(double value) =>
        double.IsNaN(value) ? "n/a" : double.IsPositiveInfinity(value) ? "∞" : double.IsNegativeInfinity(value) ? "−∞" : null;

    private static double Rounded(double value, int digits)
    {
        double magnitude = Math.Abs(value);
        if (magnitude == 0 || (magnitude < 1e6 && Math.Abs(magnitude - Math.Round(magnitude)) < 1e-9 * magnitude))
            return Math.Round(value) is var whole && magnitude != 0 ? whole : 0;
        int decimals = digits - 1 - (int)Math.Floor(Math.Log10(magnitude));
        return decimals is >= 0 and <= 15 ? Math.Round(value, decimals)
            : decimals < 0 && magnitude < 1e300 ? Math.Round(value / Math.Pow(10, -decimals)) * Math.Pow(10, -decimals)
            : value;
    }

    private static string Number(double value, int digits)
    {
        double magnitude = Math.Abs(value);
        string text = magnitude switch
        {
            0 => "0",
            >= 1e9 or < 1e-4 => Powers(magnitude, digits),
            >= 1000 => magnitude.ToString("N0", CultureInfo.InvariantCulture),
            _ => magnitude.ToString("0.###############", CultureInfo.InvariantCulture),
        };
        return Sign(value) + text;
    }

    /// <summary>A number as a power of ten and what it is multiplied with: 1.5·10⁻⁷, 10⁸.</summary>
    private static string Powers(double magnitude, int digits)
    {
        string[] parts = magnitude.ToString("0." + new string('#', digits - 1) + "e0", CultureInfo.InvariantCulture).Split('e');
        string power = "10" + string.Concat(parts[1].Select(static character => character == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[character - '0']));
        return string.Equals(parts[0], "1", StringComparison.Ordinal) ? power : $"{parts[0]}·{power}";
    }

    private static string Sign(double value) => value < 0 ? "−" : "";
}
