using System.Diagnostics;

namespace Workloads.Topics;

/// <summary>Several threads took and dropped references to objects at once (D3): what became of the objects, and what it cost.</summary>
/// <param name="Kind">How references were counted.</param>
/// <param name="Threads">How many threads, the owner's included.</param>
/// <param name="Objects">How many objects, one after the other.</param>
/// <param name="FreedEarly">Objects freed while their owner still held a reference: what a program then reads is garbage.</param>
/// <param name="Leaked">Objects not freed when the last reference was dropped: their memory is lost.</param>
/// <param name="NanosecondsPerPair">Elapsed time divided by the takes and drops of one thread, in nanoseconds; the median object's.</param>
internal sealed record ReferenceRace(string Kind, int Threads, int Objects, int FreedEarly, int Leaked, double NanosecondsPerPair)
{
    private const int Slice = 10_000;

    /// <summary>Runs the race for one kind.</summary>
    /// <param name="make">Makes an object's count, on the thread that owns it.</param>
    /// <param name="threads">From 1 to <see cref="Race.MaxThreads"/>; the owner is one of them.</param>
    /// <param name="objects">1 or more.</param>
    /// <param name="pairs">How often each thread takes and drops a reference to each object: 1 or more.</param>
    /// <param name="cancellationToken">Ends it; no thread is left running.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    internal static ReferenceRace Run(Func<ReferenceCount> make, int threads, int objects, int pairs,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(make);
        Race.CheckThreads(threads);
        ArgumentOutOfRangeException.ThrowIfLessThan(objects, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pairs, 1);

        ReferenceCount current = make();
        var times = new double[objects];
        int early = 0, leaked = 0;
        string kind = current.Name;
        using var start = new Barrier(threads);
        using var end = new Barrier(threads);
        bool stop = false;
        Thread[] others = [.. Enumerable.Range(1, threads - 1).Select(_ => new Thread(() =>
        {
            while (true)
            {
                start.SignalAndWait(CancellationToken.None);
                if (Volatile.Read(ref stop))
                    return;
                Work(current, pairs, cancellationToken);
                end.SignalAndWait(CancellationToken.None);
            }
        }) { IsBackground = true })];
        foreach (Thread thread in others)
            thread.Start();

        for (int number = 0; number < objects && !cancellationToken.IsCancellationRequested; number++)
        {
            current = make();
            start.SignalAndWait(CancellationToken.None);
            long started = Stopwatch.GetTimestamp();
            Work(current, pairs, cancellationToken);
            end.SignalAndWait(CancellationToken.None);
            times[number] = Stopwatch.GetElapsedTime(started).TotalNanoseconds / pairs;
            bool wasEarly = current.IsFreed;
            current.DropLast();
            early += wasEarly ? 1 : 0;
            leaked += current.IsFreed ? 0 : 1;
        }

        Volatile.Write(ref stop, true);
        start.SignalAndWait(CancellationToken.None);
        foreach (Thread thread in others)
            thread.Join();
        cancellationToken.ThrowIfCancellationRequested();
        Array.Sort(times);
        return new(kind, threads, objects, early, leaked, times[objects / 2]);
    }

    private static void Work(ReferenceCount count, int pairs, CancellationToken cancellationToken)
    {
        for (int left = pairs; left > 0 && !cancellationToken.IsCancellationRequested; left -= Slice)
            count.TakeAndDrop(Math.Min(left, Slice));
    }
}
