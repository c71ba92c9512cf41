using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using MathNet.Numerics.Statistics;

namespace Workloads.Topics;

/// <summary>
/// The child process of <see cref="RuntimeRun"/>: it calls fib until its compiler is done, and prints what the calls took.
/// </summary>
internal static class RuntimeProgram
{
    /// <summary>What the library is started with; the size, and when that was (ticks of UTC), follow.</summary>
    public const string Argument = "time-calls";

    /// <summary>So that calls of nanoseconds do not fill the memory.</summary>
    private const int MostCalls = 200_000;

    public static int Run(string size, string since)
    {
        TimeSpan start = new(DateTime.UtcNow.Ticks - long.Parse(since, CultureInfo.InvariantCulture));
        int number = int.Parse(size, CultureInfo.InvariantCulture);

        // Read before, since it is not to be compiled in the middle of what is measured.
        TimeSpan quietTime = RuntimeRun.QuietTime, longest = RuntimeRun.MaxPatience;
        var calls = new List<TimeSpan>(MostCalls);
        long began = Stopwatch.GetTimestamp(), methods = 0;
        int settledAt = 0;
        TimeSpan elapsed, settled = TimeSpan.Zero;
        do
        {
            long callBegan = Stopwatch.GetTimestamp();
            Fibonacci.Of(number);
            calls.Add(Stopwatch.GetElapsedTime(callBegan));

            elapsed = Stopwatch.GetElapsedTime(began);
            if (JitInfo.GetCompiledMethodCount() is var compiled && compiled > methods)
                (methods, settled, settledAt) = (compiled, elapsed, calls.Count);
        }
        while (elapsed < settled + quietTime && elapsed < longest && calls.Count < MostCalls);

        if (elapsed >= longest || settledAt >= calls.Count)
            return Refuse(
                Invariant($"fib({number}) was still being compiled after {longest.TotalSeconds:0} s: a smaller number, or a quieter machine, would settle it."));
        double later = calls.Skip(settledAt).Select(static call => call.TotalSeconds).Median();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{start.TotalSeconds} {calls[0].TotalSeconds} {later}"));
        return 0;
    }

    private static int Refuse(string reason)
    {
        Console.Error.WriteLine(reason);
        return 2;
    }
}
