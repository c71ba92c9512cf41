using Microsoft.CodeAnalysis;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace Workloads.Kernel;

/// <summary>Something that a cell has shown.</summary>
/// <param name="Kind"><c>display</c>, <c>result</c>, <c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Texts">A text for each MIME type.</param>
public sealed record ShownOutput(string Kind, IReadOnlyDictionary<string, string> Texts);

/// <summary>What the kernel made of a cell.</summary>
/// <param name="Source">The cell.</param>
/// <param name="Outputs">What it shows, in order.</param>
/// <param name="Warnings">What the compiler warns of, by number.</param>
/// <param name="Errors">What the compiler refuses, by number.</param>
/// <param name="Failure">Why the cell failed; null when it did not.</param>
public sealed record ShownCell(string Source, IReadOnlyList<ShownOutput> Outputs, IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Errors, string? Failure)
{
    /// <summary>Reads a cell's events as a host that shows HTML does.</summary>
    public static ShownCell Of(string source, IEnumerable<KernelEvent> events)
    {
        var outputs = new List<ShownOutput>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        List<string> warnings = [], errors = [];
        string? failure = null;
        foreach (var kernelEvent in events)
        {
            switch (kernelEvent)
            {
                case ReturnValueProduced { Value: DisplayedValue }:
                    break;
                case DisplayedValueUpdated updated when places.TryGetValue(updated.ValueId, out var place):
                    outputs[place] = Output("display", updated);
                    break;
                case DisplayEvent shown:
                    if (shown.ValueId is not null)
                        places[shown.ValueId] = outputs.Count;
                    outputs.Add(Output(Kind(shown), shown));
                    break;
                case DiagnosticsProduced produced:
                    warnings.AddRange(Codes(produced, DiagnosticSeverity.Warning));
                    errors.AddRange(Codes(produced, DiagnosticSeverity.Error));
                    break;
                case CommandFailed failed:
                    failure = failed.Exception is { } exception and not CodeSubmissionCompilationErrorException
                        ? $"{exception.GetType().FullName}: {exception.Message}" : failed.Message;
                    break;
            }
        }

        return new ShownCell(source, outputs, warnings, errors, failure);
    }

    private static ShownOutput Output(string kind, DisplayEvent shown) =>
        new(kind, shown.FormattedValues.ToDictionary(value => value.MimeType, value => value.Value, StringComparer.Ordinal));

    private static string Kind(DisplayEvent shown) => shown switch
    {
        ReturnValueProduced => "result",
        StandardOutputValueProduced => "stdout",
        StandardErrorValueProduced or ErrorProduced => "stderr",
        _ => "display",
    };

    private static IEnumerable<string> Codes(DiagnosticsProduced produced, DiagnosticSeverity severity) =>
        produced.Diagnostics.Where(diagnostic => diagnostic.Severity == severity).Select(diagnostic => diagnostic.Code)
            .Distinct(StringComparer.Ordinal);
}
