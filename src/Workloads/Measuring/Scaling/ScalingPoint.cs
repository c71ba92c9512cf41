namespace Workloads.Measuring;

/// <summary>One run of a scaling curve.</summary>
/// <param name="Workers">How many workers ran it.</param>
/// <param name="SpeedUp">How many times as fast it was as one worker.</param>
internal readonly record struct ScalingPoint(int Workers, double SpeedUp)
{
    /// <summary>Makes points out of times, each run one point: its speed-up against the median time of one worker.</summary>
    /// <exception cref="ArgumentException">There is no run with one worker.</exception>
    public static IReadOnlyList<ScalingPoint> FromTimes(IEnumerable<(int Workers, TimeSpan Elapsed)> runs)
    {
        (int Workers, TimeSpan Elapsed)[] all = [.. runs];
        double[] alone = [.. all.Where(static run => run.Workers == 1).Select(static run => run.Elapsed.TotalSeconds).Order()];
        if (alone.Length == 0)
            throw new ArgumentException("A speed-up needs a run with one worker to be measured against.", nameof(runs));
        double median = (alone[alone.Length / 2] + alone[(alone.Length - 1) / 2]) / 2;
        return [.. all.Select(run => new ScalingPoint(run.Workers, median / run.Elapsed.TotalSeconds))];
    }
}
