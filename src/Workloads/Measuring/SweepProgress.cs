using Workloads.Charts;
namespace Workloads.Measuring;

/// <summary>How far a measurement has come.</summary>
/// <param name="Done">Steps that are done.</param>
/// <param name="Total">Steps in all; of a search, the most that it may need.</param>
/// <param name="Current">What is being measured now.</param>
/// <param name="Elapsed">The time since it began.</param>
/// <param name="TimeLeft">An estimate of the time that it still needs; null while there is nothing to go by.</param>
internal sealed record SweepProgress(int Done, int Total, string Current, TimeSpan Elapsed, TimeSpan? TimeLeft)
{
    /// <summary>The part that is done, from 0 to 1.</summary>
    public double Fraction => Total == 0 ? 1 : (double)Done / Total;

    /// <inheritdoc/>
    public override string ToString() => TimeLeft is { } left
        ? Invariant($"{Fraction:P0} {Current}, {Unit.Seconds.Format(left.TotalSeconds)} left")
        : Invariant($"{Fraction:P0} {Current}");
}
