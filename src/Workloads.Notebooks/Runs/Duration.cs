using System.Globalization;

namespace Workloads.Notebooks.Runs;

/// <summary>Durations as people write and read them.</summary>
internal static class Duration
{
    public static string Text(TimeSpan time) => time switch
    {
        { TotalMilliseconds: < 1 } => "0 ms",
        { TotalSeconds: < 1 } => Invariant($"{time.TotalMilliseconds:0} ms"),
        { TotalMinutes: < 1 } => Invariant($"{time.TotalSeconds:0.#} s"),
        _ => Invariant($"{(int)time.TotalMinutes} min {time.Seconds} s"),
    };

    /// <summary>
    /// Reads <c>90</c> (seconds), <c>500ms</c>, <c>60s</c>, <c>2m</c>, <c>1h</c> or <c>00:01:30</c>; positive, and at most a day.
    /// </summary>
    public static bool TryParse(string text, out TimeSpan time)
    {
        text = text.Trim();
        if (text.Contains(':', StringComparison.Ordinal))
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out time) && IsAllowed(time);
        var unit = text.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.').Trim();
        time = default;
        var factor = unit switch
        {
            "ms" => 0.001,
            "" or "s" => 1,
            "m" or "min" => 60,
            "h" => 3600,
            _ => 0,
        };
        if (factor == 0 || !double.TryParse(text[..^unit.Length].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var number) || number * factor > 86_400)
            return false;
        time = TimeSpan.FromSeconds(number * factor);
        return IsAllowed(time);
    }

    private static bool IsAllowed(TimeSpan time) => time > TimeSpan.Zero && time <= TimeSpan.FromDays(1);
}
