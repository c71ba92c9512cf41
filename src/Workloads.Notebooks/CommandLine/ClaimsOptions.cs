namespace Workloads.Notebooks.CommandLine;

/// <summary>Which claims are to be printed, and from where.</summary>
/// <param name="Ids">Their numbers, such as A8; empty for all.</param>
/// <param name="Anew">Whether they are measured now, also where an earlier run has verdicts.</param>
/// <param name="Preset">The preset to measure with; null for the notebooks' own.</param>
internal sealed record ClaimsOptions(IReadOnlyList<string> Ids, bool Anew, string? Preset);
