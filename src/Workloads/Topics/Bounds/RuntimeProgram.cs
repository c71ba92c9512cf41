using System.Diagnostics;
using System.Globalization;
using System.Runtime;

namespace Workloads.Topics;

/// <summary>The child process of <see cref="RuntimeRun"/>: it calls a workload for a while and prints when each call began and how long it took.</summary>
internal static class RuntimeProgram
{
    /// <summary>What the library is started with; the workload, its size and the time in milliseconds follow.</summary>
    public const string Argument = "time-calls";

    /// <summary>So that calls of nanoseconds do not fill the memory.</summary>
    private const int MostCalls = 200_000;

    private const long NeverQuiet = -1;

    public static int Run(string name, string size, string duration)
    {
        TimeSpan start = DateTime.Now - Process.GetCurrentProcess().StartTime;
        Workload workload = Workload.Named(name);
        long checkedSize = workload.Checked(long.Parse(size, CultureInfo.InvariantCulture));
        TimeSpan time = TimeSpan.FromMilliseconds(double.Parse(duration, CultureInfo.InvariantCulture));

        // Read before, since it is not to be compiled in the middle of what is measured.
        TimeSpan quietTime = RuntimeRun.QuietTime, longest = time + RuntimeRun.MaxPatience;
        var calls = new List<CallTime>(MostCalls);
        long began = Stopwatch.GetTimestamp(), methods = 0;
        TimeSpan elapsed, settled = TimeSpan.Zero;
        do
        {
            long callBegan = calls.Count == 0 ? began : Stopwatch.GetTimestamp();
            workload.Run(checkedSize);
            calls.Add(new(Stopwatch.GetElapsedTime(began, callBegan), Stopwatch.GetElapsedTime(callBegan)));

            elapsed = Stopwatch.GetElapsedTime(began);
            long compiled = JitInfo.GetCompiledMethodCount();
            if (compiled > methods)
                (methods, settled) = (compiled, elapsed);
        }
        while (calls.Count < MostCalls && (elapsed < time || (elapsed < settled + quietTime && elapsed < longest)));

        bool isQuiet = elapsed >= settled + quietTime;
        using TextWriter output = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 1 << 16);
        output.WriteLine($"{start.Ticks} {JitInfo.GetCompiledMethodCount()} {JitInfo.GetCompilationTime().Ticks} {(isQuiet ? settled.Ticks : NeverQuiet)}");
        foreach (CallTime call in calls)
            output.WriteLine($"{call.At.Ticks} {call.Took.Ticks}");
        return 0;
    }

    public static RuntimeRun Parse(RuntimeSetting setting, Workload workload, long size, IReadOnlyList<string> lines)
    {
        long[][] numbers = [.. lines.Select(static line => Array.ConvertAll(line.Split(' '), static number => long.Parse(number, CultureInfo.InvariantCulture)))];
        if (numbers is not [[var start, var methods, var compiling, var settled], [_, _], ..])
            throw new InvalidOperationException("The child process ended before its first call.");
        return new(setting, workload, size, [.. numbers.Skip(1).Select(static pair => new CallTime(new(pair[0]), new(pair[1])))], new(start), methods, new(compiling)) { Settled = settled == NeverQuiet ? null : new TimeSpan(settled) };
    }
}
