using Workloads.Python;

namespace Workloads.Topics;

/// <summary>The experiments of <c>gil.py</c> and <c>interpreters.py</c>.</summary>
internal static class GilExperiments
{
    /// <summary>The same calls on one thread, beside a waiting one, and on several (A6, B4, D2).</summary>
    public static PythonExperiment<Dictionary<string, double[]>> Computing { get; } = new("gil", "computing");

    /// <summary>Hashes in C code on one thread and on several (C5).</summary>
    public static PythonExperiment<Dictionary<string, double[]>> Hashing { get; } = new("gil", "hashing");

    /// <summary>A wait, several at once, and one beside a thread that computes (B4).</summary>
    public static PythonExperiment<Dictionary<string, double[]>> Waiting { get; } = new("gil", "waiting");

    /// <summary>How long computing threads keep the lock, on average (A6, B4); none where there is no lock.</summary>
    public static PythonExperiment<Dictionary<string, double[]>> HandOvers { get; } = new("gil", "hand_overs");

    /// <summary>What sleeps take beside computing threads (B4).</summary>
    public static PythonExperiment<Dictionary<string, double[]>> Sleeps { get; } = new("gil", "sleeps");

    /// <summary>What datagrams take to an echoing thread and back (B4).</summary>
    public static PythonExperiment<Dictionary<string, double[]>> Echo { get; } = new("gil", "echo");

    /// <summary>The traced calls (A5).</summary>
    public static PythonExperiment<PythonTrace> Traced { get; } = new("gil", "traced");

    /// <summary>Interpreters created, run and closed (A12).</summary>
    public static PythonExperiment<PythonLives> Lives { get; } = new("interpreters", "lives");

    /// <summary>One interpreter against two (A11).</summary>
    public static PythonExperiment<Dictionary<string, double[]>> SideBySide { get; } = new("interpreters", "side_by_side");

    /// <summary>What a program may import of them by a public name (A11).</summary>
    public static PythonExperiment<PythonNames> PublicNames { get; } = new("interpreters", "public");
}

/// <summary>What a script printed and took that traces its calls.</summary>
internal sealed record PythonTrace(Dictionary<string, double[]> Took, int Calls, int Switches, int Threads, IReadOnlyList<string> Shown);

/// <summary>What interpreters' lives took, and how many handed their call's outcome over rightly.</summary>
internal sealed record PythonLives(Dictionary<string, double[]> Took, int Right);

/// <summary>Names.</summary>
internal sealed record PythonNames(IReadOnlyList<string> Names);
