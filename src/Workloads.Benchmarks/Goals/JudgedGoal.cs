namespace Workloads.Benchmarks.Goals;

/// <summary>A goal that was measured, or could not be.</summary>
/// <param name="Name">The goal's name.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Text">The figures in one line, or why there are none.</param>
/// <param name="Measurement">The figures; null where there are none.</param>
/// <param name="Reason">Why it was missed, where that is known; empty otherwise.</param>
internal sealed record JudgedGoal(string Name, GoalVerdict Verdict, string Text, GoalMeasurement? Measurement = null, string Reason = "");
