using System.Globalization;
using Workloads.Show;

namespace Workloads.Tests;

/// <summary>A TCP socket that listens, or a UDP socket, of a process, as Linux lists it in /proc.</summary>
internal sealed record BoundSocket(string Table, string Address, int Port)
{
    private const string Listening = "0A";

    /// <summary>127.0.0.0/8 as the table writes it, on a machine with the low byte first.</summary>
    public bool IsLoopback => Address.Length == 8 && Address.EndsWith("7F", StringComparison.Ordinal);

    public static IReadOnlyList<BoundSocket> Of(int processId)
    {
        var own = Directory.EnumerateFiles($"/proc/{processId}/fd")
            .Select(path => new FileInfo(path).LinkTarget ?? "")
            .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal))
            .Select(target => target["socket:[".Length..^1])
            .ToHashSet(StringComparer.Ordinal);
        return [.. from table in new[] { "tcp", "tcp6", "udp", "udp6" }
                   let file = $"/proc/{processId}/net/{table}"
                   where File.Exists(file)
                   from line in File.ReadLines(file).Skip(1)
                   let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                   where own.Contains(fields[9]) && (table.StartsWith("udp", StringComparison.Ordinal) || fields[3] == Listening)
                   let local = fields[1].Split(':')
                   select new BoundSocket(table, local[0], int.Parse(local[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
    }
}
