using System.Globalization;

namespace Workloads.Measuring;

/// <summary>Times as people read them: three digits and a unit.</summary>
internal static class Durations
{
    private static readonly (double Seconds, string Name)[] _units = [(1, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")];

    /// <summary>A time in the unit that suits it, from <c>0.14 ns</c> to <c>125 s</c>, and in minutes from two on.</summary>
    /// <param name="seconds">The time in seconds.</param>
    public static string Text(double seconds)
    {
        double size = Math.Abs(seconds);
        if (!double.IsFinite(seconds))
            return "–";
        if (size == 0)
            return "0 s";
        if (size >= 120)
            return Invariant($"{seconds / 60:N1} min");

        (double unit, string name) = _units.FirstOrDefault(unit => size >= unit.Seconds * 0.9995, _units[^1]);
        double value = seconds / unit;
        string format = Math.Abs(value) switch { >= 99.95 => "F0", >= 9.995 => "F1", >= 0.9995 => "F2", _ => "G2" };
        return $"{value.ToString(format, CultureInfo.InvariantCulture)} {name}";
    }

    /// <inheritdoc cref="Text(double)"/>
    /// <param name="time">The time.</param>
    public static string Text(TimeSpan time) => Text(time.TotalSeconds);
}
