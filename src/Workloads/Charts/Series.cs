namespace Workloads.Charts;

/// <summary>Something drawn in a figure, under one name in its legend.</summary>
/// <param name="Name">The name, as the reader sees it.</param>
public abstract record Series(string Name)
{
    /// <summary>
    /// Whether the numbers are quoted rather than measured here, such as the document's own: drawn dashed and hollow.
    /// </summary>
    public bool Quoted { get; init; }

    /// <summary>
    /// Which of the eight colours it has, from 0; by its place in the figure when left out. Give a quoted series the colour of
    /// the measured one that it stands beside.
    /// </summary>
    public int? Colour { get; init; }

    private protected static double[] Values(IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return [.. values];
    }

    private protected static void SameLength(string name, string what, int expected, int actual)
    {
        if (expected != actual)
            throw new ArgumentException($"'{name}' has {expected:N0} points and {actual:N0} {what}; they must be as many.", nameof(actual));
    }

    private protected static (double[] Low, double[] High)? SpreadOf(string name, int count, IEnumerable<double>? low, IEnumerable<double>? high)
    {
        if (low is null && high is null)
            return null;
        if (low is null || high is null)
            throw new ArgumentException($"'{name}' has one end of its spread only; give both low and high, or neither.", low is null ? nameof(low) : nameof(high));
        double[] lows = Values(low), highs = Values(high);
        SameLength(name, "low ends", count, lows.Length);
        SameLength(name, "high ends", count, highs.Length);
        return (lows, highs);
    }
}
