namespace Workloads.TaskQueues;

/// <summary>A task as whoever does it gets it.</summary>
/// <param name="Text">What was put.</param>
/// <param name="Attempt">Which attempt this is, counted from 1.</param>
/// <param name="PutAt">When it was put.</param>
public sealed record QueuedTask(string Text, int Attempt, DateTimeOffset PutAt);
