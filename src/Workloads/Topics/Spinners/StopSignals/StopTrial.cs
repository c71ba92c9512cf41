using System.Diagnostics;

namespace Workloads.Topics;

/// <summary>A thread that naps again and again was told to stop (C6).</summary>
/// <param name="Signal">How it was told.</param>
/// <param name="Naps">Naps that it had begun.</param>
/// <param name="RanUntilTold">Whether it still ran when it was told.</param>
/// <param name="StopLatency">From the telling to the thread's end.</param>
/// <param name="NanosecondsPerLook">What one look at the signal costs a thread that does not nap.</param>
internal sealed record StopTrial(string Signal, int Naps, bool RanUntilTold, TimeSpan StopLatency, double NanosecondsPerLook)
{
    private const int Looks = 1_000_000;

    /// <summary>Runs one trial.</summary>
    /// <param name="make">Makes the signal.</param>
    /// <param name="nap">How long the thread naps at a time.</param>
    /// <param name="runFor">When it is told to stop.</param>
    public static StopTrial Run(Func<StopSignal> make, TimeSpan nap, TimeSpan runFor)
    {
        ArgumentNullException.ThrowIfNull(make);
        using StopSignal signal = make();
        double look = TimeLook(signal);
        int naps = 0;
        var thread = new Thread(() =>
        {
            do
                naps++;
            while (!signal.Nap(nap));
        }) { IsBackground = true };
        thread.Start();

        Thread.Sleep(runFor);
        bool ran = thread.IsAlive;
        long told = Stopwatch.GetTimestamp();
        signal.Set();
        thread.Join();
        return new(signal.Name, naps, ran, Stopwatch.GetElapsedTime(told), look);
    }

    private static double TimeLook(StopSignal signal)
    {
        double best = double.MaxValue;
        for (int round = 0; round < 5; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < Looks; i++)
            {
                if (signal.IsSet)
                    break;
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / Looks);
        }

        return best;
    }
}
