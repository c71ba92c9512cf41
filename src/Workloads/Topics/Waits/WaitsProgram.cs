using System.Diagnostics;
using System.Globalization;

namespace Workloads.Topics;

/// <summary>The child process of <see cref="WaitingCurves"/>: many waits measured where nothing else has used memory before.</summary>
internal static class WaitsProgram
{
    /// <summary>What the library is started with; the way, the number of waits and the wait in milliseconds follow.</summary>
    public const string Argument = "wait-many";

    /// <summary>The waits' code is compiled by then; on one core later, when it matters less than the start of it all.</summary>
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(0.1);

    public static int Run(string way, string waits, string wait)
    {
        var chosen = Enum.Parse<WaitingWay>(way);
        int count = int.Parse(waits, CultureInfo.InvariantCulture);
        TimeSpan time = TimeSpan.FromMilliseconds(double.Parse(wait, CultureInfo.InvariantCulture));
        try
        {
            // Few at a time: many would leave memory behind, of which the measured ones would take theirs.
            long start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(start) < WarmUpTime)
                ManyWaits.Measure(chosen, Math.Min(10, count), TimeSpan.FromMilliseconds(1), weigh: false);
            ManyWaits.Measure(chosen, 1, TimeSpan.Zero, weigh: true);
            WaitingCost cost = ManyWaits.Measure(chosen, count, time, weigh: true);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{cost.Elapsed.Ticks} {Told(cost.Bytes)} {Told(cost.HeapBytes)} {Told(cost.AddressBytes)}"));
            return 0;
        }
        catch (OutOfMemoryException)
        {
            Console.Error.WriteLine(Invariant($"This machine did not let {count} threads start."));
            return 1;
        }
    }

    public static WaitingCost Parse(WaitingWay way, int waits, TimeSpan wait, string[] lines) =>
        lines is [var line]
            && Array.ConvertAll(line.Split(' '), static number => long.Parse(number, CultureInfo.InvariantCulture)) is [var elapsed,
                var bytes, var heap, var addresses]
            ? new(ManyWaits.NameOf(way), waits, wait, new(elapsed), Told(bytes)) { HeapBytes = heap, AddressBytes = Told(addresses) }
            : throw new InvalidOperationException("The child process ended before its waits had.");

    /// <summary>−1 stands for what the system does not tell.</summary>
    private static long Told(double? bytes) => (long)(bytes ?? -1);

    private static double? Told(long bytes) => bytes < 0 ? null : bytes;
}
