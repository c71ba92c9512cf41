using Workloads.Models;

namespace Workloads.Python;

/// <summary>A script failed, died, or did not answer in time; the message is one line that says which.</summary>
public sealed class PythonFailedException : ModelFailedException
{
    internal PythonFailedException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
