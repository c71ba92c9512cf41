namespace Workloads.Models;

/// <summary>One call of a run threw: the first in the callers' order, whatever order the calls ran in.</summary>
/// <param name="workload">The workload that was called.</param>
/// <param name="caller">The caller's number, counted from 0.</param>
/// <param name="size">The size of its call.</param>
/// <param name="cause">What the call threw.</param>
public sealed class CallFailedException(Workload workload, int caller, long size, Exception cause)
    : Exception(Invariant($"The call of caller {caller}, {workload}({size}), failed: {cause.Message}"), cause)
{
    /// <summary>The number of the caller whose call failed, counted from 0.</summary>
    public int Caller { get; } = caller;

    /// <summary>The size that it was called with.</summary>
    public long Size { get; } = size;
}
