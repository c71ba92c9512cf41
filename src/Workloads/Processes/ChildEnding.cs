namespace Workloads.Processes;

/// <summary>How a child process came to its end.</summary>
public enum ChildEnding
{
    /// <summary>By itself, with exit code 0.</summary>
    Succeeded,

    /// <summary>By itself or by a signal, with another exit code.</summary>
    Failed,

    /// <summary>It ran longer than it may, and was ended together with all that it had started.</summary>
    TimedOut,

    /// <summary>It was never started: there is no such program.</summary>
    NotStarted,
}
