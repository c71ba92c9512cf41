namespace Workloads.Charts;

/// <summary>One span of a timeline.</summary>
/// <param name="Lane">The lane that it lies in.</param>
/// <param name="Start">Where it begins, in the x axis's unit.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Label">Text written into it where there is room, and in its hover text.</param>
/// <param name="Key">What its colour stands for, as the legend names it; the series' name when left out.</param>
internal readonly record struct LaneSpan(string Lane, double Start, double End, string? Label = null, string? Key = null);
