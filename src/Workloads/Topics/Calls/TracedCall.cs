namespace Workloads.Topics;

/// <summary>A line of a trace: who called, and in which thread (A5).</summary>
/// <param name="Caller">The calling function's name.</param>
/// <param name="Thread">The thread, counted from 0 in the order in which threads first appear.</param>
public sealed record TracedCall(string Caller, int Thread);
