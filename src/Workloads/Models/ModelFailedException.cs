namespace Workloads.Models;

/// <summary>
/// A model could not do its part, whatever the calls are: a process that it needs died, hung or answered nonsense. The message
/// is one line. A sweep leaves the model out from there on, and goes on with the others.
/// </summary>
public abstract class ModelFailedException : Exception
{
    /// <summary>Says what failed, in one line.</summary>
    /// <param name="message">The line.</param>
    /// <param name="cause">What it came from; null for nothing else.</param>
    protected ModelFailedException(string message, Exception? cause)
        : base(message, cause)
    {
    }
}
