using System.Diagnostics;

namespace Workloads.Interpreter;

/// <summary>
/// Counts what happens to a process's locks, and keeps who held them when. Each thread writes to a place of its own while it
/// holds its lock.
/// </summary>
internal sealed class LockRecorder(int capacity)
{
    private readonly Lock _growing = new();
    private readonly LockHold[] _spans = new LockHold[capacity];
    private readonly long _start = Stopwatch.GetTimestamp();
    private Record[] _threads = [];
    private int _spansKept;
    private long _switches;

    /// <summary>Numbers a thread that may take a lock.</summary>
    public int Add(string name)
    {
        lock (_growing)
        {
            _threads = [.. _threads, new(name)];
            return _threads.Length - 1;
        }
    }

    public void Switched() => Interlocked.Increment(ref _switches);

    public void Taken(int thread, long asked)
    {
        Record record = _threads[thread];
        record.Since = Stopwatch.GetTimestamp();
        record.WaitTicks += record.Since - asked;
    }

    public void Dropped(int thread)
    {
        Record record = _threads[thread];
        long now = Stopwatch.GetTimestamp();
        record.Holds++;
        record.HoldTicks += now - record.Since;
        if (_spansKept < _spans.Length && Interlocked.Increment(ref _spansKept) is int kept && kept <= _spans.Length)
            _spans[kept - 1] = new(thread, record.Since - _start, now - _start);
    }

    public LockReport Report()
    {
        lock (_growing)
        {
            int kept = Math.Min(Volatile.Read(ref _spansKept), _spans.Length);
            return new(
                Interlocked.Read(ref _switches),
                [.. _threads.Select(
                    thread => new ThreadReport(thread.Name, thread.Holds, Stopwatch.GetElapsedTime(0, thread.HoldTicks),
                    Stopwatch.GetElapsedTime(0, thread.WaitTicks)))],
                _spans[..kept]);
        }
    }

    private sealed class Record(string name)
    {
        public string Name { get; } = name;
        public long Since { get; set; }
        public long Holds { get; set; }
        public long HoldTicks { get; set; }
        public long WaitTicks { get; set; }
    }
}
