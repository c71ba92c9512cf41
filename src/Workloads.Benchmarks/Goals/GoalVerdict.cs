namespace Workloads.Benchmarks.Goals;

/// <summary>What became of a goal.</summary>
internal enum GoalVerdict
{
    /// <summary>Everything that belongs to it was measured and keeps to its bound.</summary>
    Met,

    /// <summary>Something does not keep to its bound, or could not be measured for a reason that is ours.</summary>
    Missed,

    /// <summary>This machine lacks something that it needs; what could be measured keeps to its bounds.</summary>
    Skipped,
}
