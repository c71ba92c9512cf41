using System.Diagnostics;

namespace Workloads.Models;

/// <summary>An event loop's timers, the next one due at the top of a heap; equal ones fire in the order in which they were set.</summary>
internal sealed class TimerHeap(EventLoop loop) : TimeProvider
{
    private readonly PriorityQueue<Entry, (long Due, long Order)> _heap = new();
    private readonly Thread _thread = Thread.CurrentThread;
    private long _order;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LoopTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs a continuation when a time has passed; there is no way to stop it.</summary>
    public void WakeAfter(TimeSpan time, Action continuation) => Push(new Sleeper(continuation), DueIn(time));

    /// <summary>Fires the timers that are due, and returns how long it is to the next; null when there is none.</summary>
    public TimeSpan? FireDue()
    {
        if (_heap.Count == 0)
            return null;
        long now = Stopwatch.GetTimestamp();
        while (_heap.TryPeek(out Entry? timer, out var place))
        {
            if (timer.IsSetFor(place.Due))
            {
                if (place.Due > now)
                    return RoundUpToMillisecond(Stopwatch.GetElapsedTime(now, place.Due));
                _heap.Dequeue();
                timer.Fire();
            }
            else
            {
                _heap.Dequeue(); // stopped or set anew since
            }
        }

        return null;
    }

    /// <summary>Sleeping takes whole milliseconds; a fraction cut off would have the loop spin until it is over.</summary>
    private static TimeSpan RoundUpToMillisecond(TimeSpan time) =>
        TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(time.TotalMilliseconds), int.MaxValue));

    private void Push(Entry timer, long due)
    {
        if (Thread.CurrentThread == _thread)
            _heap.Enqueue(timer, (due, _order++));
        else
            loop.Post(_ => _heap.Enqueue(timer, (due, _order++)), null);
    }

    private static long DueIn(TimeSpan time) => Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);

    /// <summary>What waits in the heap.</summary>
    private abstract class Entry
    {
        /// <summary>Whether it still waits for that time; a timer stopped or set anew since does not.</summary>
        public abstract bool IsSetFor(long due);

        public abstract void Fire();
    }

    private sealed class Sleeper(Action continuation) : Entry
    {
        public override bool IsSetFor(long due) => true;

        public override void Fire() => continuation();
    }

    private sealed class LoopTimer(TimerHeap heap, TimerCallback callback, object? state) : Entry, ITimer
    {
        private const long Stopped = long.MaxValue;

        private long _due = Stopped;
        private TimeSpan _period;

        public override bool IsSetFor(long due) => Volatile.Read(ref _due) == due;

        public override void Fire()
        {
            if (_period > TimeSpan.Zero)
                Change(_period, _period);
            else
                Volatile.Write(ref _due, Stopped);
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            if (dueTime < TimeSpan.Zero)
            {
                Volatile.Write(ref _due, Stopped);
                return true;
            }

            long due = DueIn(dueTime);
            Volatile.Write(ref _due, due);
            heap.Push(this, due);
            return true;
        }

        public void Dispose() => Volatile.Write(ref _due, Stopped);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
