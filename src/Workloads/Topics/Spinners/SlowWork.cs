using Workloads.Models;

namespace Workloads.Topics;

/// <summary>
/// What a supervisor does while its spinner spins (B5 to B10): it waits or computes, on a thread that may block or on the event loop.
/// </summary>
/// <param name="Name">What it is, as charts and tables show it.</param>
/// <param name="Block">Does it on a thread, and blocks that.</param>
/// <param name="OnLoop">Does it on the event loop; whether the loop can turn meanwhile is its own affair.</param>
public sealed record SlowWork(string Name, Func<CancellationToken, long> Block, Func<EventLoop, CancellationToken, Task<long>> OnLoop)
{
    /// <summary>What the waiting kinds return, as the document's slow function does.</summary>
    private const long Answer = 42;

    /// <summary>What CPython's script calls it, with its time, its number and its divisions between two naps.</summary>
    internal (string Work, double Seconds, long Number, int Divisions) InPython { get; private init; }

    /// <summary>Waits, and gives the loop away meanwhile (B7).</summary>
    public static SlowWork Wait(TimeSpan time) => new("waits", token => Sleep(time, token), async (loop, token) =>
    {
        await Task.Delay(time, loop.Time, token).ConfigureAwait(true);
        return Answer;
    }) { InPython = ("wait", time.TotalSeconds, 0, 0) };

    /// <summary>Sleeps, and keeps the loop for itself meanwhile (B8).</summary>
    public static SlowWork BlockingSleep(TimeSpan time) => new("blocks in a sleep", token => Sleep(time, token), (_, token) =>
        Task.FromResult(Sleep(time, token))) { InPython = ("blocking", time.TotalSeconds, 0, 0) };

    /// <summary>Computes whether a number is prime, without a break (B10).</summary>
    /// <param name="number">0 or more.</param>
    /// <param name="pythonNumber">CPython's number, which takes some twenty times as long; the same when left out.</param>
    public static SlowWork IsPrime(long number, long? pythonNumber = null)
    {
        Workload.IsPrime.Checked(number);
        return new("computes", token => Workload.IsPrime.Invoke(number, token), (_, token) =>
            Task.FromResult(Workload.IsPrime.Invoke(number, token)))
        {
            InPython = ("computing", 0, pythonNumber ?? number, 0),
        };
    }

    /// <summary>
    /// Computes whether a number is prime, and gives the loop a turn after every so many divisions (B10: <c>sleep(0)</c>).
    /// </summary>
    /// <param name="number">0 or more.</param>
    /// <param name="divisions">Divisions between two naps, 1 or more.</param>
    /// <param name="pythonNumber">CPython's number; the same when left out.</param>
    public static SlowWork NappingPrime(long number, int divisions, long? pythonNumber = null) => new(
        Invariant($"computes, naps every {divisions:N0}"),
        token => NappingPrimality.Test(number, divisions, token),
        (_, token) => NappingPrimality.TestAsync(number, divisions, token)) { InPython =
            ("napping", 0, pythonNumber ?? number, divisions) };

    private static long Sleep(TimeSpan time, CancellationToken cancellationToken)
    {
        if (cancellationToken.WaitHandle.WaitOne(time))
            cancellationToken.ThrowIfCancellationRequested();
        return Answer;
    }
}
