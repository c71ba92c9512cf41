using System.Text.Json;

namespace Workloads.Notebooks.Documents;

/// <summary>A notebook as it was read.</summary>
/// <param name="Path">The file's absolute path.</param>
/// <param name="Cells">Its cells, in order.</param>
/// <param name="Metadata">What the file says of the notebook besides its cells, where it says something.</param>
internal sealed record NotebookDocument(string Path, IReadOnlyList<NotebookCell> Cells, JsonElement? Metadata = null)
{
    public string FileName => System.IO.Path.GetFileName(Path);
}
