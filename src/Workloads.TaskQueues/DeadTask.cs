namespace Workloads.TaskQueues;

/// <summary>A task that failed each time.</summary>
/// <param name="Text">What was put.</param>
/// <param name="Reason">What the last attempt threw.</param>
/// <param name="Attempts">How many attempts there were.</param>
internal sealed record DeadTask(string Text, string Reason, int Attempts);
