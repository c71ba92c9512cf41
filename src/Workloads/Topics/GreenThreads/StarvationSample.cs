namespace Workloads.Topics;

/// <summary>The thread pool, and what runs beside it, at one moment.</summary>
/// <param name="At">Counted from the first request.</param>
/// <param name="Threads">Threads of the pool, and those that requests have for themselves.</param>
/// <param name="Pending">Items of work that wait for one.</param>
/// <param name="Done">Requests that have ended.</param>
public readonly record struct StarvationSample(TimeSpan At, int Threads, long Pending, int Done);
