namespace Workloads.Processes;

/// <summary>What a server's process is started with, says, and is asked.</summary>
internal static class ServerVerbs
{
    /// <summary>The library's first argument when it is to be a server.</summary>
    public const string Argument = "serve";

    public const string Ready = "ready", StatusQuestion = "status", CollectQuestion = "collect";
}
