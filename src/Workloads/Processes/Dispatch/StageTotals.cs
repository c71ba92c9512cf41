using System.Diagnostics;

namespace Workloads.Processes.Dispatch;

/// <summary>What the stages of all calls took, in <see cref="Stopwatch"/> ticks; added to by all links at once.</summary>
internal sealed class StageTotals
{
    private long _calls, _serialise, _send, _run, _reply;

    /// <summary>Adds what it took to lay calls into frames.</summary>
    public void AddSerialise(long ticks) => Interlocked.Add(ref _serialise, ticks);

    /// <summary>Adds an answered frame: the clock is the same in all processes of a machine.</summary>
    public void AddAnswer(int calls, long written, long started, long ended, long read)
    {
        Interlocked.Add(ref _calls, calls);
        Interlocked.Add(ref _send, started - written);
        Interlocked.Add(ref _run, ended - started);
        Interlocked.Add(ref _reply, read - ended);
    }

    /// <summary>The totals so far.</summary>
    public PoolStages Read(TimeSpan start) =>
        new(Interlocked.Read(ref _calls), start, Time(ref _serialise), Time(ref _send), Time(ref _run), Time(ref _reply));

    private static TimeSpan Time(ref long ticks) => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref ticks));
}
