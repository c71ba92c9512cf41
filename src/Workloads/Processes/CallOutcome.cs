namespace Workloads.Processes;

/// <summary>What came of one call: a result, or the reason why there is none.</summary>
/// <param name="Number">Which call, counted from 0 in the order in which they were handed over.</param>
/// <param name="Size">The size that it was called with.</param>
/// <param name="Value">Its result; 0 when it failed.</param>
/// <param name="Error">
/// Why it failed: a <see cref="RemoteException"/>, a <see cref="WorkerLostException"/> or a <see cref="CallTimedOutException"/>;
/// null when it succeeded.
/// </param>
public readonly record struct CallOutcome(long Number, long Size, long Value, Exception? Error)
{
    /// <summary>Whether there is a result.</summary>
    public bool Succeeded => Error is null;

    /// <summary>The result.</summary>
    /// <exception cref="RemoteException">The call threw in its worker.</exception>
    /// <exception cref="WorkerLostException">The call kept ending its workers.</exception>
    /// <exception cref="CallTimedOutException">The call took longer than it may.</exception>
    public long Result => Error is null ? Value : throw Error;
}
