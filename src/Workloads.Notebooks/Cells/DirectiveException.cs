namespace Workloads.Notebooks.Cells;

/// <summary>A directive that cannot be followed; the message says why, and the line where in the cell it stands.</summary>
internal sealed class DirectiveException(string message, int line) : Exception(message)
{
    public int Line { get; } = line;
}
