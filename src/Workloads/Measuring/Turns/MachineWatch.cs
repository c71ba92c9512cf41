using System.Diagnostics;
using System.Globalization;
using Workloads.Charts;

namespace Workloads.Measuring;

/// <summary>
/// Watches what others do with the machine's cores while something is measured: the time for which cores were busy, or were given to
/// another virtual machine, less the time that this process and all that it started have used (Linux: <c>/proc</c>, see proc(5)).
/// </summary>
internal sealed class MachineWatch
{
    /// <summary>From how much of a core on, used by others, a measurement is in doubt.</summary>
    private const double MostByOthers = 0.25;

    /// <summary>The system counts in hundredths of a second: what is shorter than this says nothing.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.2);

    private const double TicksPerSecond = 100;

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly (double Busy, double Own)? _before = Read();

    private MachineWatch()
    {
    }

    /// <summary>Begins to watch.</summary>
    public static MachineWatch Start() => new();

    /// <summary>What it saw until now: a reason not to decide anything, or null where there is none or where it cannot be known.</summary>
    public string? Seen()
    {
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_start);
        if (_before is not { } before || elapsed < Shortest || Read() is not { } after)
            return null;
        double others = (after.Busy - before.Busy - (after.Own - before.Own)) / elapsed.TotalSeconds;
        return others < MostByOthers
            ? null
            : Invariant($"other programs used {Unit.None.Format(Math.Round(others, 1))} of {Environment.ProcessorCount} cores meanwhile. Run it again when the machine is quiet.");
    }

    private static (double Busy, double Own)? Read()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        try
        {
            double[] cpu = [.. File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1)
                .Select(Number)];
            // user, nice, system, idle, iowait, irq, softirq, steal. Interrupts are left out: no process is charged for those that its own
            // packets make.
            double busy = cpu[0] + cpu[1] + cpu[2] + cpu[7];
            return (busy / TicksPerSecond, Own() / TicksPerSecond);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or IndexOutOfRangeException
            or FormatException)
        {
            return null;
        }
    }

    /// <summary>The ticks of this process and its descendants, those included that have ended and been waited for.</summary>
    private static double Own()
    {
        var processes = new Dictionary<int, (int Parent, double Ticks)>();
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out int id)
                && Of(id) is { } process)
                processes[id] = process;
        }

        return processes.Where(process => IsOurs(process.Key)).Sum(process => process.Value.Ticks);

        bool IsOurs(int id)
        {
            for (int steps = 0; steps < 64 && id > 0; steps++)
            {
                if (id == Environment.ProcessId)
                    return true;
                id = processes.TryGetValue(id, out var process) ? process.Parent : 0;
            }

            return false;
        }
    }

    private static (int Parent, double Ticks)? Of(int id)
    {
        try
        {
            // The name stands in brackets and may hold anything; behind it: state, parent … and from the twelfth on utime, stime, cutime,
            // cstime.
            string stat = File.ReadAllText(Invariant($"/proc/{id}/stat"));
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), fields[11..15].Sum(Number));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // it has ended meanwhile
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
