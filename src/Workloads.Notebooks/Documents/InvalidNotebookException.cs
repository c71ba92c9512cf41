namespace Workloads.Notebooks.Documents;

/// <summary>A file is no notebook; the message says in one line which and why.</summary>
internal sealed class InvalidNotebookException(string message) : Exception(message.ReplaceLineEndings(" "));
