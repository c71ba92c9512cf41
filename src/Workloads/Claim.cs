using System.Text.Json.Serialization;

namespace Workloads;

/// <summary>A figure that a document gives.</summary>
/// <param name="What">What was measured there, with the document's own parameters.</param>
/// <param name="Value">The number, as given.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Note">What the number holds besides, such as printing each result; empty for nothing.</param>
public sealed record ClaimFigure(string What, double Value, string Unit, string Note);

/// <summary>A claim or an experiment of one of the documents, in our words.</summary>
/// <param name="Id">Its number, such as <c>B12</c>.</param>
/// <param name="Document">The document's number, from <c>000</c> to <c>004</c>.</param>
/// <param name="Title">The document's title.</param>
/// <param name="Section">The section that it stands in, by name.</param>
/// <param name="Text">The claim, as one sentence.</param>
/// <param name="Figures">The document's own figures; none where it gives none.</param>
/// <param name="Notebook">The notebook that tries it, relative to <c>notebooks/</c>.</param>
/// <param name="Topic">The folder of the library that holds what is tried.</param>
public sealed record Claim(
    string Id,
    string Document,
    string Title,
    string Section,
    [property: JsonPropertyName("claim")] string Text,
    IReadOnlyList<ClaimFigure> Figures,
    string Notebook,
    string Topic)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Id}: {Text}";
}
