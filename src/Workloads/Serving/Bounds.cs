namespace Workloads.Processes;

/// <summary>Refuses a value out of its range, in one line that names both.</summary>
internal static class Bounds
{
    public static T Checked<T>(T value, T least, T most, string name) where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? value
            : throw new ArgumentOutOfRangeException(name, Invariant($"{value}"), $"{name} must lie from {Shown(least)} to {Shown(most)}.");

    private static string Shown<T>(T bound) => bound switch
    {
        TimeSpan time => Invariant($"{time.TotalMilliseconds:N0} ms"),
        int or double and >= 1_000 => Invariant($"{bound:N0}"),
        _ => Invariant($"{bound}"),
    };
}
