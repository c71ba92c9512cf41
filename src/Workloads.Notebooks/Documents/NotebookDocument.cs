namespace Workloads.Notebooks.Documents;

/// <summary>A notebook as it was read.</summary>
/// <param name="Path">The file's absolute path.</param>
/// <param name="Cells">Its cells, in order.</param>
internal sealed record NotebookDocument(string Path, IReadOnlyList<NotebookCell> Cells)
{
    public string FileName => System.IO.Path.GetFileName(Path);
}

/// <summary>One cell.</summary>
/// <param name="Kernel">The name of the kernel that it is for (<c>csharp</c>, <c>markdown</c>, ...), aliases resolved.</param>
/// <param name="Source">Its text, with lines ending in a line feed.</param>
/// <param name="Id">Its identifier, where the file has one.</param>
internal sealed record NotebookCell(string Kernel, string Source, string? Id = null);
