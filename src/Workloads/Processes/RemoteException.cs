namespace Workloads.Processes;

/// <summary>A call threw in its worker process; only the text of what it threw came back.</summary>
/// <param name="remoteType">The full name of the exception's type.</param>
/// <param name="message">Its message.</param>
/// <param name="remoteStack">The exception as the worker printed it, stack included.</param>
public sealed class RemoteException(string remoteType, string message, string remoteStack) : Exception($"{remoteType}: {message}")
{
    /// <summary>The full name of the type of what was thrown.</summary>
    public string RemoteType { get; } = remoteType;

    /// <summary>The message of what was thrown.</summary>
    public string RemoteMessage { get; } = message;

    /// <summary>What was thrown, as text, with the worker's stack.</summary>
    public string RemoteStack { get; } = remoteStack;

    /// <inheritdoc/>
    public override string ToString() => $"{base.ToString()}{Environment.NewLine}In the worker process: {RemoteStack}";
}
