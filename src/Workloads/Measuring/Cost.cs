using Workloads.Charts;
using MathNet.Numerics.Statistics;

namespace Workloads.Measuring;

/// <summary>What one operation costs: the rounds in which it was measured, and what follows from them.</summary>
/// <param name="Name">The operation.</param>
/// <param name="Times">How often it ran in each round.</param>
/// <param name="Rounds">Each round's time for one operation, in seconds.</param>
public sealed record Cost(string Name, int Times, IReadOnlyList<double> Rounds)
{
    /// <summary>The median round's time for one, in seconds.</summary>
    public double Median => Rounds.Median();

    /// <summary>The lower quartile, in seconds.</summary>
    public double LowerQuartile => Rounds.LowerQuartile();

    /// <summary>The upper quartile, in seconds.</summary>
    public double UpperQuartile => Rounds.UpperQuartile();

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Unit.Seconds.Format(Median)} ({Unit.Seconds.Format(LowerQuartile)} to {Unit.Seconds.Format(UpperQuartile)})";
}
