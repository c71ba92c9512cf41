using Workloads.Models;

namespace Workloads.Processes;

/// <summary>
/// A pool of worker processes could not run a model's calls: its workers cannot be started, or one of the calls kept ending
/// them or ran longer than it may. The message is one line; the cause is the inner exception.
/// </summary>
public sealed class ProcessPoolFailedException : ModelFailedException
{
    internal ProcessPoolFailedException(Exception cause)
        : base(cause.Message.Split('\n', 2)[0].Trim(), cause)
    {
    }
}
