namespace Workloads;

/// <summary>What a measurement says of a claim.</summary>
internal enum Ruling
{
    /// <summary>What was measured decides nothing.</summary>
    Undecided,

    /// <summary>The claim holds.</summary>
    Holds,

    /// <summary>The claim does not hold.</summary>
    HoldsNot,
}

/// <summary>A number that a verdict rests on.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Text">The number with its unit and its interval, as people read it.</param>
internal sealed record VerdictFigure(string Name, string Text);

/// <summary>What was found out about a claim in one runtime.</summary>
/// <param name="Runtime">The runtime, with its version: <c>.NET 10.0.12</c>, <c>CPython 3.13.0</c>.</param>
/// <param name="Ruling">Whether the claim holds there.</param>
/// <param name="Reason">Why, in one or two sentences with the numbers that decide it.</param>
/// <param name="Figures">The numbers.</param>
internal sealed record Verdict(string Runtime, Ruling Ruling, string Reason, IReadOnlyList<VerdictFigure> Figures);
