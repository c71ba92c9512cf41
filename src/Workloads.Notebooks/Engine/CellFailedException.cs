using Workloads.Notebooks.Hosting;

namespace Workloads.Notebooks.Engine;

/// <summary>A cell cannot go on; the error says why.</summary>
internal sealed class CellFailedException(CellError error, CellEnd end = CellEnd.Failed) : Exception(error.Message)
{
    public CellError Error { get; } = error;

    public CellEnd End { get; } = end;
}
