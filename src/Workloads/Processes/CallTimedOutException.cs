namespace Workloads.Processes;

/// <summary>A call ran longer than it may, and its worker was ended with it.</summary>
/// <param name="call">The call's number, counted from 0.</param>
/// <param name="timeout">How long it was allowed to run.</param>
public sealed class CallTimedOutException(long call, TimeSpan timeout)
    : TimeoutException(Invariant($"Call {call} ran longer than the {timeout.TotalMilliseconds:N0} ms that a call may take."))
{
    /// <summary>The call's number, counted from 0.</summary>
    public long Call { get; } = call;

    /// <summary>How long it was allowed to run.</summary>
    public TimeSpan Allowed { get; } = timeout;
}
