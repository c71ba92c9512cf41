using Workloads.Python;

namespace Workloads.Topics;

/// <summary>The experiments of <c>races.py</c>.</summary>
internal static class RaceExperiments
{
    /// <summary>Threads add 1 to one counter for a fixed time (C7, C9, E6).</summary>
    public static PythonExperiment<PythonCount> Count { get; } = new("races", "count");

    /// <summary>Threads raise a counter, print it, and print a line below it (C7).</summary>
    public static PythonExperiment<PythonPrinting> Printing { get; } = new("races", "printing");

    /// <summary>Threads take and drop references to one object (D3).</summary>
    public static PythonExperiment<PythonReferences> References { get; } = new("races", "references");

    /// <summary>Two threads take two locks each (D4).</summary>
    public static PythonExperiment<PythonDeadlock> Deadlock { get; } = new("races", "deadlock");

    /// <summary>What <c>dis</c> prints of two statements (C8).</summary>
    public static PythonExperiment<PythonDisassembly> Disassembly { get; } = new("races", "disassembly");
}

/// <summary>What a counter should have reached, and did; how often a thread found that another had run; and how long it all took.</summary>
internal sealed record PythonCount(long Expected, long Counted, long Turns, double Seconds);

/// <summary>
/// Lines printed, how many are not what stands there when threads take turns line by line, and a few around the first of these.
/// </summary>
internal sealed record PythonPrinting(long Lines, long Wrong, long Turns, IReadOnlyList<string> Shown);

/// <summary>References taken and dropped, and what the object's count is off by.</summary>
internal sealed record PythonReferences(long Pairs, long Off, long Turns);

/// <summary>How many of two threads did not get their second lock in time.</summary>
internal sealed record PythonDeadlock(int InOppositeOrders, int InOneOrder);

/// <summary>The statements <c>counter += 1</c> and <c>print(counter)</c>. Versions differ in their instructions.</summary>
internal sealed record PythonDisassembly(PythonListing Counter, PythonListing Print);

/// <summary>What <c>dis</c> prints of a function with one statement, and how many instructions the statement is.</summary>
internal sealed record PythonListing(string Text, int Instructions);
