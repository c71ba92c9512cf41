using System.Diagnostics;

namespace Workloads.Interpreter;

/// <summary>
/// A global interpreter lock: the algorithm of CPython since 3.2 (<c>Python/ceval_gil.c</c>, by Antoine Pitrou). Who waits for
/// it waits one switch interval, then asks the holder to drop it; the holder sees that at its next check point, drops the
/// lock, and goes on only when another thread has taken it.
/// </summary>
internal sealed class GlobalLock : IDisposable
{
    private const int Nobody = -1;

    private readonly Condition _free = Condition.Create();
    private readonly Condition _switched = Condition.Create();
    private readonly TimeSpan _interval;
    private readonly LockRecorder _recorder;

    private bool _held;
    private int _lastHolder = Nobody;
    private long _switches;

    public GlobalLock(TimeSpan switchInterval, LockRecorder recorder)
    {
        _interval = switchInterval;
        _recorder = recorder;
    }

    /// <summary>What check points look at.</summary>
    public Requests Requests { get; } = new();

    /// <summary>Takes the lock for a thread, and waits for it as long as it takes.</summary>
    /// <param name="thread">The thread's number among the recorder's.</param>
    public void Take(int thread)
    {
        long asked = Stopwatch.GetTimestamp();
        _free.Enter();
        while (_held)
        {
            long seen = _switches;
            if (!_free.Wait(_interval) && _held && _switches == seen)
                Requests.AskToDrop();
        }

        _switched.Enter();
        _held = true;
        if (_lastHolder != thread)
        {
            _lastHolder = thread;
            _switches++;
            _recorder.Switched();
        }

        _switched.Signal();
        _switched.Exit();
        if (Requests.Drop)
            Requests.ForgetDrop();
        _recorder.Taken(thread, asked);
        _free.Exit();
    }

    /// <summary>Gives the lock back; when it was asked for, only returns once another thread has it.</summary>
    public void Drop(int thread)
    {
        _free.Enter();
        _recorder.Dropped(thread);
        _lastHolder = thread;
        _held = false;
        _free.Signal();
        _free.Exit();

        if (!Requests.Drop)
            return;
        _switched.Enter();
        if (_lastHolder == thread)
        {
            Requests.ForgetDrop();
            _switched.Wait();
        }

        _switched.Exit();
    }

    public void Dispose()
    {
        _free.Dispose();
        _switched.Dispose();
        Requests.Dispose();
    }
}
