namespace Workloads.Processes;

/// <summary>
/// The system allows this process fewer open files and sockets than something needs: it can't be done here, which is another thing
/// than its having failed.
/// </summary>
/// <param name="needed">How many it takes.</param>
/// <param name="allowed">How many this process may have.</param>
public sealed class TooFewOpenFilesException(int needed, long allowed)
    : InvalidOperationException(
        Invariant($"It takes a limit of {needed:N0} open files, and this process is allowed {allowed:N0} (ulimit -n)."))
{
    /// <summary>How many it takes.</summary>
    public int Needed { get; } = needed;

    /// <summary>How many this process may have.</summary>
    public long Allowed { get; } = allowed;
}
