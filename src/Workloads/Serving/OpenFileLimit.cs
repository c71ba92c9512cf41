using System.Globalization;

namespace Workloads.Processes;

/// <summary>How many files and sockets the system lets a process have open.</summary>
internal static class OpenFileLimit
{
    /// <summary>What a runtime has open for itself, generously.</summary>
    private const int Spare = 500;

    /// <summary>The limit of this process; null where it is not known.</summary>
    public static long? OfThisProcess
    {
        get
        {
            if (!OperatingSystem.IsLinux())
                return null;
            string[] words = File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return long.TryParse(words[3], CultureInfo.InvariantCulture, out long limit) ? limit : null;
        }
    }

    /// <summary>Refuses what the limit forbids, before half of it is open.</summary>
    /// <param name="sockets">How many are to be open at once.</param>
    /// <exception cref="TooFewOpenFilesException">The limit is too low.</exception>
    public static void Require(int sockets)
    {
        if (OfThisProcess is { } limit && limit < sockets + Spare)
            throw new TooFewOpenFilesException(sockets + Spare, limit);
    }
}
