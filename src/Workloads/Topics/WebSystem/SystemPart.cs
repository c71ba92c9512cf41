namespace Workloads.Topics;

/// <summary>One part of a system: a box in its picture.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Does">What it does, in a few words for each line.</param>
/// <param name="Experiments">The experiments that show it at work.</param>
/// <param name="Column">Its place from left to right, from 0; halves are allowed.</param>
/// <param name="Row">Its place from top to bottom, likewise.</param>
internal sealed record SystemPart(string Name, IReadOnlyList<string> Does, IReadOnlyList<string> Experiments, double Column, double Row)
{
    /// <summary>Whether there are as many of it as are needed: drawn as a pile.</summary>
    public bool IsMany { get; init; }
}
