namespace Workloads.Charts;

/// <summary>Something drawn in a figure, under one name in its legend.</summary>
/// <param name="Name">The name, as the reader sees it.</param>
public abstract record Series(string Name)
{
    /// <summary>
    /// Whether the numbers are quoted rather than measured here, such as the document's own: drawn dotted, with crosses.
    /// </summary>
    public bool Quoted { get; init; }

    /// <summary>
    /// Which of the <see cref="Palette"/>'s colours it has, from 0. When left out, the one of the model that it is named after, and
    /// by its place in the figure when it is named after none.
    /// </summary>
    public int? Colour { get; init; }

    /// <summary>
    /// Whether it was measured in the other of two runtimes, whose models have the same colours: drawn with long dashes and hollow
    /// marks. A series whose name says CPython is.
    /// </summary>
    public bool Other { get; init; }

    /// <summary>
    /// Whether a line keeps its colour where there are more lines than the eye tells apart; of those that do not say, the five that
    /// run farthest from each other do, and the rest stand back in grey.
    /// </summary>
    public bool? InFront { get; init; }

    /// <summary>
    /// The panel that it is drawn in. A figure with series in several panels becomes as many drawings side by side, with the same
    /// axes.
    /// </summary>
    public string Panel { get; init; } = "";

    private protected static double[] Values(IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return [.. values];
    }

    private protected static void SameLength(string name, string what, int expected, int actual)
    {
        if (expected != actual)
            throw new ArgumentException(Invariant($"'{name}' has {expected:N0} points and {actual:N0} {what}; they must be as many."),
                nameof(actual));
    }

    private protected static (double[] Low, double[] High)? SpreadOf(string name, int count, IEnumerable<double>? low,
        IEnumerable<double>? high)
    {
        if (low is null && high is null)
            return null;
        if (low is null || high is null)
            throw new ArgumentException($"'{name}' has one end of its spread only; give both low and high, or neither.",
                low is null ? nameof(low) : nameof(high));
        double[] lows = Values(low), highs = Values(high);
        SameLength(name, "low ends", count, lows.Length);
        SameLength(name, "high ends", count, highs.Length);
        return (lows, highs);
    }
}
