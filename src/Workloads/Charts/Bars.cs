namespace Workloads.Charts;

/// <summary>One bar for each category. Several series of bars in a figure stand side by side in each category.</summary>
public sealed record Bars : Series
{
    /// <summary>Bars.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="categories">What each bar stands for.</param>
    /// <param name="values">How long the bars are, as many; one that is not finite is left out.</param>
    /// <param name="low">The low ends of error bars, as many; with <paramref name="high"/> or not at all.</param>
    /// <param name="high">The high ends of error bars, as many.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public Bars(string name, IEnumerable<string> categories, IEnumerable<double> values, IEnumerable<double>? low = null,
        IEnumerable<double>? high = null)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(categories);
        string[] labels = [.. categories.Select(category => category ?? "")];
        double[] heights = Values(values);
        SameLength(name, "values", labels.Length, heights.Length);
        Categories = labels;
        Lengths = heights;
        if (SpreadOf(name, labels.Length, low, high) is var (lows, highs))
            (Low, High) = (lows, highs);
    }

    /// <summary>Bars.</summary>
    public Bars(string name, params IEnumerable<(string Category, double Value)> bars)
        : this(name, bars.Select(bar => bar.Category), bars.Select(bar => bar.Value))
    {
    }

    /// <summary>What each bar stands for.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>How long the bars are.</summary>
    public IReadOnlyList<double> Lengths { get; }

    /// <summary>The low ends of error bars; null when there are none.</summary>
    public IReadOnlyList<double>? Low { get; }

    /// <summary>The high ends of error bars; null when there are none.</summary>
    public IReadOnlyList<double>? High { get; }
}
