using System.Text.Json.Serialization;

namespace Workloads.Notebooks.Claims;

/// <summary>Something that a document claims, as the library's catalog has it.</summary>
/// <param name="Id">Its number, for example <c>A8</c>.</param>
/// <param name="Document">The document's number, for example <c>000</c>.</param>
/// <param name="Section">The document's section.</param>
/// <param name="Text">The claim, in our words.</param>
/// <param name="Title">The document's title.</param>
/// <param name="Notebook">The notebook that tries it, from the notebooks' folder.</param>
internal sealed record Claim(
    string Id, string Document, string Section, [property: JsonPropertyName("claim")] string Text, string? Title = null,
    string? Notebook = null);

/// <summary>What a cell showed about a claim, as the library emits it.</summary>
internal sealed record ShownVerdict(
    string Id, string Document, string Section, [property: JsonPropertyName("claim")] string Text, IReadOnlyList<RuntimeVerdict> Verdicts,
    string? Why = null);

/// <summary>How a claim came out on one runtime.</summary>
/// <param name="Runtime">The runtime, for example <c>.NET 10.0</c>.</param>
/// <param name="Verdict"><c>holds</c>, <c>holds-not</c> or <c>undecided</c>.</param>
/// <param name="Reason">What decided it, or why nothing did.</param>
/// <param name="Figures">The figures that it rests on, by name, as text.</param>
internal sealed record RuntimeVerdict(string Runtime, string Verdict, string? Reason = null,
    IReadOnlyDictionary<string, string>? Figures = null)
{
    /// <summary>The verdict as a reader says it.</summary>
    [JsonIgnore]
    public string Words => Verdict switch { "holds" => "holds", "holds-not" => "does not hold", _ => "undecided" };
}

/// <summary>A claim on the scoreboard: what one cell showed of it, or why there is nothing to show.</summary>
/// <param name="Notebook">The notebook by its folder and file; null where none shows it.</param>
/// <param name="Cell">The cell's number in the notebook, counted from 1.</param>
/// <param name="Verdicts">A verdict for each runtime that was tried.</param>
/// <param name="Why">Why there is no verdict, or none for a runtime; null where nothing is left out.</param>
internal sealed record ScoredClaim(
    string Id,
    string Document,
    string Section,
    [property: JsonPropertyName("claim")] string Text,
    string? Notebook,
    int? Cell,
    IReadOnlyList<RuntimeVerdict> Verdicts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Why = null);

/// <summary>Claims and verdicts as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n",
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(IReadOnlyList<Claim>))]
[JsonSerializable(typeof(ShownVerdict))]
[JsonSerializable(typeof(IReadOnlyList<ScoredClaim>))]
internal sealed partial class ClaimJson : JsonSerializerContext;
