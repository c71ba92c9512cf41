using System.Diagnostics;

namespace Workloads.TaskQueues.Dispatch;

/// <summary>
/// How many frames a machine asks for ahead: many while they are tiny, since each has a way of milliseconds there and back, and
/// few as soon as they take longer, since what lies here waits while another machine may be idle.
/// </summary>
/// <param name="cores">How many calls the machine computes at the same time.</param>
internal sealed class Prefetch(int cores)
{
    private const int FewPerCore = 4, ManyPerCore = 64, MinFrames = 32;

    private static readonly TimeSpan s_tiny = TimeSpan.FromMilliseconds(1), s_long = TimeSpan.FromMilliseconds(3);

    /// <summary>A new number is kept for this long: what is under way when it changes may come twice.</summary>
    private static readonly TimeSpan s_kept = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private int _inside, _frames;
    private long _since, _busy, _changed;
    private bool _many;

    /// <summary>The frames to ask for.</summary>
    public ushort Frames => (ushort)Math.Min(ushort.MaxValue, cores * (_many ? ManyPerCore : FewPerCore));

    /// <summary>A frame's calls begin.</summary>
    public void Enter()
    {
        lock (_gate)
        {
            if (_inside++ == 0)
                _since = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>A frame's calls have ended.</summary>
    /// <returns>Whether another number of frames is to be asked for.</returns>
    public bool Leave()
    {
        lock (_gate)
        {
            long now = Stopwatch.GetTimestamp();
            _busy += now - _since;
            _since = now;
            _inside--;
            if (++_frames < MinFrames || (_changed != 0 && Stopwatch.GetElapsedTime(_changed) < s_kept))
                return false;

            // While the machine is busy it ends a frame as often as this; the cores share the work.
            TimeSpan each = Stopwatch.GetElapsedTime(0, _busy / _frames * cores);
            (_frames, _busy) = (0, 0);
            bool many = each < s_tiny || (_many && each < s_long);
            if (many == _many)
                return false;
            _many = many;
            _changed = now;
            return true;
        }
    }
}
