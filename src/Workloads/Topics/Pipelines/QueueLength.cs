using System.Diagnostics;

namespace Workloads.Topics;

/// <summary>A queue's length just after an item was put in or taken out.</summary>
/// <param name="Ticks">In <see cref="Stopwatch"/> ticks since the pipeline began.</param>
/// <param name="Length">Items waiting, from 0 to the queue's capacity.</param>
internal readonly record struct QueueLength(long Ticks, int Length)
{
    /// <summary>When, counted from the beginning.</summary>
    public TimeSpan At => Stopwatch.GetElapsedTime(0, Ticks);
}
