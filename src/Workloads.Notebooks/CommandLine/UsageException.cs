namespace Workloads.Notebooks.CommandLine;

/// <summary>The command line asks for what cannot be done; the message says in one line what and what is allowed.</summary>
internal sealed class UsageException(string message) : Exception(message.ReplaceLineEndings(" "));
