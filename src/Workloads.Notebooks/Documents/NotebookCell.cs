using System.Text.Json;

namespace Workloads.Notebooks.Documents;

/// <summary>One cell.</summary>
/// <param name="Kernel">The name of the kernel that it is for (<c>csharp</c>, <c>markdown</c>, ...), aliases resolved.</param>
/// <param name="Source">Its text, with lines ending in a line feed.</param>
/// <param name="Id">Its identifier, where the file has one.</param>
internal sealed record NotebookCell(string Kernel, string Source, string? Id = null)
{
    /// <summary>What the file says of the cell; an object, where it is there.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>The files that came with the cell, each by its MIME types; an object, where it is there.</summary>
    public JsonElement? Attachments { get; init; }

    /// <summary>The words that somebody has marked the cell with.</summary>
    public IEnumerable<string> Tags =>
        Metadata is { } metadata && metadata.TryGetProperty("tags", out var tags) && tags.ValueKind == JsonValueKind.Array
            ? tags.EnumerateArray().Where(tag => tag.ValueKind == JsonValueKind.String).Select(tag => tag.GetString()!)
            : [];
}
