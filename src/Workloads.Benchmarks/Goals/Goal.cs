namespace Workloads.Benchmarks.Goals;

/// <summary>Something that must be fast enough, and how that is measured.</summary>
/// <param name="name">Its name on the command line.</param>
/// <param name="missedBecause">Why it may be missed, where that is known; empty where it should not be.</param>
internal abstract class Goal(string name, string missedBecause = "")
{
    /// <summary>Its name on the command line.</summary>
    public string Name { get; } = name;

    /// <summary>Why it may be missed, where that is known; empty where it should not be.</summary>
    public string MissedBecause { get; init; } = missedBecause;

    /// <summary>Measures it once.</summary>
    /// <exception cref="GoalSkippedException">This machine lacks what the whole goal needs.</exception>
    public abstract Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken);
}
