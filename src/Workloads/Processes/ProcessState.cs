using System.Globalization;

namespace Workloads.Processes;

/// <summary>What Linux tells about a process in <c>/proc</c>.</summary>
/// <param name="State">The letter of its state: <c>Z</c> has ended and waits for its parent to notice, <c>X</c> is gone.</param>
/// <param name="Parent">The number of its parent.</param>
internal readonly record struct ProcessState(char State, int Parent)
{
    /// <summary>Whether it has not ended.</summary>
    public bool IsRunning => State is not ('Z' or 'X');

    /// <summary>Looks at a process; null when there is none of that number.</summary>
    public static ProcessState? Of(int id)
    {
        try
        {
            // The name before it stands in brackets, and may hold anything.
            string line = File.ReadAllText(Invariant($"/proc/{id}/stat"));
            string[] fields = line[(line.LastIndexOf(')') + 2)..].Split(' ', 3);
            return new(fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
