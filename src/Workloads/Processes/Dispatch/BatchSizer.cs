using System.Diagnostics;

namespace Workloads.Processes.Dispatch;

/// <summary>
/// How many calls travel together, from what calls have cost so far: about two milliseconds' worth, one by one when they are
/// long or when nothing is known, and fewer towards the end, so that no worker is left with the rest (guided
/// self-scheduling, Polychronopoulos and Kuck 1987, with a floor). The end is that of all jobs in line: what a worker has too
/// little of from one, it gets from the next. The others are taken to have as many calls left.
/// </summary>
/// <param name="workers">How many workers share the calls.</param>
/// <param name="uniform">Whether all calls have the same size, so that one's cost tells the others'.</param>
/// <param name="knownCost">What such a call cost in an earlier run, in <see cref="Stopwatch"/> ticks; NaN when there was none.</param>
internal sealed class BatchSizer(int workers, bool uniform, double knownCost = double.NaN)
{
    /// <summary>The most calls in one frame.</summary>
    public const int MaxBatch = 1_024;

    /// <summary>A frame holds about this much work (2 ms) …</summary>
    public static readonly double TargetTicks = Stopwatch.Frequency / 500.0;

    /// <summary>… and is not cut below this much (0.1 ms) towards the end, where cutting costs more than it evens out.</summary>
    public static readonly double FloorTicks = Stopwatch.Frequency / 10_000.0;

    /// <summary>The most work that is sent ahead (8 ms): a busy machine may let the pool wait that long for its turn.</summary>
    private static readonly double s_aheadTicks = Stopwatch.Frequency / 125.0;

    private readonly bool _known = !double.IsNaN(knownCost);
    private long _done;

    /// <summary>What a call costs, in ticks; NaN when nothing is known.</summary>
    public double Cost { get; private set; } = knownCost;

    /// <summary>How many calls to take next: from 1 to <see cref="MaxBatch"/>.</summary>
    /// <param name="left">How many calls are left to hand out.</param>
    /// <param name="inLine">How many jobs have calls to hand out, this one among them.</param>
    public int Next(long left, int inLine = 1)
    {
        if (double.IsNaN(Cost))
            return 1;

        double byCost = TargetTicks / Math.Max(Cost, 1);
        double byShare = Math.Max(left * (double)inLine / (4 * workers), FloorTicks / Math.Max(Cost, 1));
        double byTrust = _known && uniform ? MaxBatch : uniform ? 4.0 * _done : _done / 8.0;
        return (int)Math.Clamp(Math.Min(Math.Min(byCost, byShare), byTrust), 1, Math.Min(MaxBatch, Math.Max(left, 1)));
    }

    /// <summary>
    /// Whether to send so many calls to a worker that still has work: not towards the end, when another may be free sooner,
    /// and of calls with sizes of their own no more than what was seen so far vouches for.
    /// </summary>
    /// <param name="calls">How many.</param>
    /// <param name="ahead">What the worker has to do before them, in ticks.</param>
    /// <param name="callsAhead">How many calls that is.</param>
    /// <param name="left">How many calls are left to hand out.</param>
    /// <param name="inLine">How many jobs have calls to hand out, this one among them.</param>
    public bool MayQueue(int calls, double ahead, int callsAhead, long left, int inLine = 1) =>
        (uniform || callsAhead + calls <= _done / 8)
            && ahead + calls * Cost <= Math.Min(s_aheadTicks, Math.Max(left * Cost * inLine / (2 * workers), 2 * FloorTicks));

    /// <summary>Learns what some calls took together.</summary>
    public void Learn(int calls, long ticks)
    {
        double cost = (double)ticks / calls;
        _done += calls;

        // Of calls with sizes of their own, the dearest of late counts: a batch that hides a long call holds up the others.
        if (double.IsNaN(Cost))
            Cost = cost;
        else
            Cost = uniform ? (Cost + cost) / 2 : Math.Max(cost, 0.9 * Cost);
    }
}
