namespace Workloads.Benchmarks.Goals;

/// <summary>A goal cannot be measured here.</summary>
/// <param name="reason">What is missing, in one line.</param>
internal sealed class GoalSkippedException(string reason) : Exception(reason);
