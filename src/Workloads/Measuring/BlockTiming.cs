using Workloads.Charts;
using MathNet.Numerics.Statistics;

namespace Workloads.Measuring;

/// <summary>The times of a block of code that was run again and again.</summary>
public sealed record BlockTiming
{
    private readonly double[] _sorted;

    internal BlockTiming(string name, double first, double[] samples)
    {
        Name = name;
        First = first;
        Samples = samples;
        _sorted = [.. samples.Order()];
    }

    /// <summary>What was timed.</summary>
    public string Name { get; }

    /// <summary>The very first run, in seconds: with what the compiler still had to do.</summary>
    public double First { get; }

    /// <summary>The times that count, in seconds, in the order of the runs.</summary>
    public IReadOnlyList<double> Samples { get; }

    /// <summary>The median, in seconds.</summary>
    public double Median => SortedArrayStatistics.Median(_sorted);

    /// <summary>The lower quartile, in seconds.</summary>
    public double LowerQuartile => SortedArrayStatistics.LowerQuartile(_sorted);

    /// <summary>The upper quartile, in seconds.</summary>
    public double UpperQuartile => SortedArrayStatistics.UpperQuartile(_sorted);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Name}: {Unit.Seconds.Format(Median)} ({Unit.Seconds.Format(LowerQuartile)} to {Unit.Seconds.Format(UpperQuartile)}, {Samples.Count} runs; the first took {Unit.Seconds.Format(First)})";
}
