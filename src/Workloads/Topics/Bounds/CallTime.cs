namespace Workloads.Topics;

/// <summary>One call in a child process.</summary>
/// <param name="At">When it began, counted from the first call's begin.</param>
/// <param name="Took">How long it took.</param>
public readonly record struct CallTime(TimeSpan At, TimeSpan Took);
