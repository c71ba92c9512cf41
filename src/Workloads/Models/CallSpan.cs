using System.Diagnostics;

namespace Workloads.Models;

/// <summary>When one call ran, and on which worker: a bar in a timeline.</summary>
/// <param name="Worker">The worker that ran it, numbered from 0 in the order in which workers first appear.</param>
/// <param name="StartTicks">Its start, in <see cref="Stopwatch"/> ticks since the run began.</param>
/// <param name="EndTicks">Its end, likewise.</param>
internal readonly record struct CallSpan(int Worker, long StartTicks, long EndTicks)
{
    /// <summary>When the call began, counted from the beginning of the run.</summary>
    public TimeSpan Start => Stopwatch.GetElapsedTime(0, StartTicks);

    /// <summary>When the call ended, counted from the beginning of the run.</summary>
    public TimeSpan End => Stopwatch.GetElapsedTime(0, EndTicks);

    /// <summary>How long the call took.</summary>
    public TimeSpan Duration => End - Start;
}
