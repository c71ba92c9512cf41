using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workloads.Measuring;

/// <summary>A whole result as JSON.</summary>
internal static class SweepJson
{
    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
        IgnoreReadOnlyProperties = true,
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    public static string Write(SweepResult result) =>
        JsonSerializer.Serialize(
            new Document(
                result.Rows, result.Machine, result.LeftOut, result.IsComplete, result.Disturbance, result.MissingCores),
            _options);

    public static SweepResult Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            Document document = JsonSerializer.Deserialize<Document>(json, _options)
                ?? throw new FormatException("Line 1: there is no result, only null.");
            var rows = document.Rows.Select(
                (row, number) => TimingRules.Checked(row ?? throw new FormatException(Invariant($"rows[{number}] is null.")),
                    Invariant($"rows[{number}]")));
            return new(rows, document.Machine, document.LeftOut, document.IsComplete)
            {
                Disturbance = document.Disturbance, MissingCores = document.MissingCores,
            };
        }
        catch (JsonException exception)
        {
            throw new FormatException(Invariant($"Line {exception.LineNumber + 1}, field '{exception.Path}': {FirstSentence(exception)}"),
                exception);
        }
    }

    private static string FirstSentence(JsonException exception)
    {
        // The serialiser puts its own path and line behind the sentence; they are in front already, counted as people count.
        int end = exception.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        return end < 0 ? exception.Message : exception.Message[..end];
    }

    private sealed record Document(IReadOnlyList<Timing> Rows, MachineFacts? Machine = null, IReadOnlyList<LeftOut>? LeftOut = null,
        bool IsComplete = true, string? Disturbance = null, string? MissingCores = null);
}
