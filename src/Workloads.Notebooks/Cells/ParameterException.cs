namespace Workloads.Notebooks.Cells;

/// <summary>A parameter cannot be set so; the message says in one line what is allowed.</summary>
internal sealed class ParameterException(string message) : Exception(message);
