using System.Collections.Concurrent;

namespace Workloads.Models;

/// <summary>
/// One thread that runs callbacks one after the other, in the order in which they became ready: what asyncio's loop is to
/// Python. Code that awaits on it goes on on its thread, so that nothing on the loop runs at the same time as anything else
/// on it, and a callback that does not return keeps all others waiting.
/// </summary>
/// <remarks>
/// Timers are the loop's own (<see cref="Time"/>): those of <see cref="Task.Delay(TimeSpan)"/> alone fire on pool threads.
/// </remarks>
public sealed class EventLoop
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _ready = new();
    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _arrived = new();
    private readonly ManualResetEventSlim _wake = new(initialState: false, spinCount: 0);
    private readonly TimerHeap _timers;
    private readonly Thread _thread = Thread.CurrentThread;

    private EventLoop()
    {
        _timers = new(this);
        Context = new LoopContext(this);
    }

    /// <summary>The loop that this thread is running; null on any other thread.</summary>
    public static EventLoop? Current => (SynchronizationContext.Current as LoopContext)?.Loop;

    /// <summary>A clock whose timers fire on the loop.</summary>
    public TimeProvider Time => _timers;

    /// <summary>The context through which awaits come back to the loop.</summary>
    public SynchronizationContext Context { get; }

    /// <summary>Runs a new loop on this thread until what it was given has ended.</summary>
    /// <param name="main">Runs on the loop, and starts whatever else runs there.</param>
    /// <remarks>What <paramref name="main"/> throws comes out here. Callbacks still waiting then are dropped.</remarks>
    public static void Run(Func<EventLoop, Task> main)
    {
        ArgumentNullException.ThrowIfNull(main);
        SynchronizationContext? before = SynchronizationContext.Current;
        var loop = new EventLoop();
        SynchronizationContext.SetSynchronizationContext(loop.Context);
        try
        {
            Task running = main(loop);
            // Only so that the loop wakes up and sees the end.
            running.GetAwaiter().OnCompleted(static () => { });
            while (!running.IsCompleted)
                loop.Turn(running);
            running.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    /// <summary>Lets the others run for so long: <c>await loop.Sleep(…)</c>, on the loop's thread.</summary>
    /// <param name="time">Zero or less to go on when what is ready has had its turn.</param>
    public LoopSleep Sleep(TimeSpan time) => new(this, time);

    /// <summary>Has a callback run on the loop, after those that are ready already. Any thread may call it.</summary>
    public void Post(SendOrPostCallback callback, object? state)
    {
        if (Thread.CurrentThread == _thread)
        {
            _ready.Enqueue((callback, state));
            return;
        }

        _arrived.Enqueue((callback, state));
        _wake.Set();
    }

    internal void WakeAfter(TimeSpan time, Action continuation) => _timers.WakeAfter(time, continuation);

    /// <summary>Runs what is ready, then what is due, and sleeps when there is neither.</summary>
    private void Turn(Task running)
    {
        // Only those ready now: what they post waits its turn behind the timers.
        for (int left = _ready.Count; left > 0 && !running.IsCompleted; left--)
        {
            var (callback, state) = _ready.Dequeue();
            callback(state);
        }

        while (_arrived.TryDequeue(out var arrived))
            _ready.Enqueue(arrived);
        TimeSpan? untilNext = _timers.FireDue();
        if (_ready.Count == 0 && !running.IsCompleted)
            Doze(untilNext ?? Timeout.InfiniteTimeSpan);
    }

    private void Doze(TimeSpan time)
    {
        // Reset before the look at the queue: what arrives after that look sets it again.
        _wake.Reset();
        if (_arrived.IsEmpty)
            _wake.Wait(time);
    }

    private sealed class LoopContext(EventLoop loop) : SynchronizationContext
    {
        public EventLoop Loop { get; } = loop;

        public override void Post(SendOrPostCallback d, object? state) => Loop.Post(d, state);

        public override void Send(SendOrPostCallback d, object? state)
        {
            if (Thread.CurrentThread == Loop._thread)
            {
                d(state);
                return;
            }

            using var done = new ManualResetEventSlim();
            Post(
                _ =>
                {
                    try
                    {
                        d(state);
                    }
                    finally
                    {
                        done.Set();
                    }
                },
                null);
            done.Wait();
        }

        public override SynchronizationContext CreateCopy() => this;
    }
}
