namespace Workloads.TaskQueues.Dispatch;

/// <summary>
/// How many calls go into one frame, from what calls have cost so far: some milliseconds' worth, since a frame's own way costs
/// a part of one, and fewer towards the end, so that no machine is left with the rest (guided self-scheduling, Polychronopoulos
/// and Kuck 1987, with a floor).
/// </summary>
/// <param name="cores">How many calls are computed at the same time.</param>
/// <param name="uniform">Whether all calls have the same size, so that one's cost tells the others'.</param>
/// <param name="knownCost">What such a call cost in an earlier run, in units of 100 ns; NaN when there was none.</param>
/// <param name="fixedCount">So many calls in each frame, whatever they cost, as long as the frame stays short; null for as many as
/// fit.</param>
internal sealed class FrameSizer(int cores, bool uniform, double knownCost, int? fixedCount)
{
    /// <summary>A frame holds about this much work …</summary>
    private static readonly TimeSpan s_target = TimeSpan.FromMilliseconds(8);

    /// <summary>… is not cut below this much towards the end …</summary>
    private static readonly TimeSpan s_floor = TimeSpan.FromMilliseconds(3);

    /// <summary>… and never above this much: a frame that is not acknowledged for half an hour ends its machine's channel.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    private const int MaxCalls = 16_384;

    private readonly Lock _gate = new();
    private readonly bool _known = uniform && !double.IsNaN(knownCost);
    private double _cost = knownCost;
    private long _done;

    /// <summary>What a call costs, in units of 100 ns; NaN when nothing is known.</summary>
    public double Cost
    {
        get
        {
            lock (_gate)
                return _cost;
        }
    }

    /// <summary>Whether frames are still cut small for want of knowledge: then only few are to be under way.</summary>
    public bool IsGuessing
    {
        get
        {
            lock (_gate)
                return fixedCount is null && !_known
                    && (double.IsNaN(_cost) || Trusted * Math.Max(_cost, 0.1) < s_target.Ticks && Trusted < MaxCalls);
        }
    }

    /// <summary>How many calls to send next, of so many that are left.</summary>
    public int Next(long left)
    {
        lock (_gate)
        {
            double cost = Math.Max(_cost, 0.1);
            if (fixedCount is { } count)
                return (int)Math.Min(left, double.IsNaN(_cost) ? count : Math.Clamp(s_longest.Ticks / cost, 1, count));
            if (double.IsNaN(_cost))
                return 1;
            double byShare = Math.Max(left / (4.0 * cores), s_floor.Ticks / cost);
            return (int)Math.Clamp(Math.Min(Math.Min(s_target.Ticks / cost, byShare), Trusted), 1, Math.Min(left, MaxCalls));
        }
    }

    /// <summary>Learns what one of some calls cost, in units of 100 ns.</summary>
    public void Learn(int calls, double cost)
    {
        if (!double.IsFinite(cost))
            return;
        lock (_gate)
        {
            _done += calls;

            // Of calls with sizes of their own, the dearest of late counts: a frame that hides a long call holds up the others.
            if (double.IsNaN(_cost))
                _cost = cost;
            else
                _cost = uniform ? (_cost + cost) / 2 : Math.Max(cost, 0.9 * _cost);
        }
    }

    /// <summary>So many calls in one frame are vouched for by those that are done.</summary>
    private double Trusted => _known ? MaxCalls : uniform ? 4.0 * _done : _done / 8.0;
}
