using System.Text.RegularExpressions;

namespace Workloads.Kernel.Tests;

/// <summary>What a cell shows, without what differs from run to run, as lines of text.</summary>
internal static partial class Comparison
{
    /// <summary>All that a reader sees of a cell.</summary>
    public static string Of(ShownCell cell) => string.Join('\n', Lines(cell)).Trim();

    /// <summary>Two texts from a little before where they part.</summary>
    public static string Difference(string there, string here)
    {
        const int before = 60, shown = 240;
        var at = Math.Max(0, there.Zip(here).TakeWhile(pair => pair.First == pair.Second).Count() - before);
        return $"kernel: {From(there)}\nrunner: {From(here)}";

        string From(string text) => text[Math.Min(at, text.Length)..Math.Min(at + shown, text.Length)];
    }

    /// <summary>How many outputs of which kinds and MIME types: what stays equal when values are measurements.</summary>
    public static string Shape(ShownCell cell) =>
        string.Join('\n', [.. Outputs(cell)
            .Select(output => $"{output.Kind}: {string.Join(", ", output.Texts.Keys.Order(StringComparer.Ordinal))}"), .. Ends(cell)]);

    private static IEnumerable<string> Lines(ShownCell cell) =>
    [
        .. Outputs(cell).SelectMany(
            output => output.Texts.OrderBy(text => text.Key, StringComparer.Ordinal)
            .Select(text => $"{output.Kind} {text.Key}: {Steady(text.Value)}")),
        .. cell.Warnings.Order(StringComparer.Ordinal).Select(code => $"warning {code}"),
        .. Ends(cell),
    ];

    private static IEnumerable<string> Ends(ShownCell cell) => cell switch
    {
        { Failure: null } => [],
        _ when Directive().IsMatch(cell.Failure) => ["a directive is refused"],
        { Errors: [_, ..] } => cell.Errors.Order(StringComparer.Ordinal).Select(code => $"error {code}"),
        _ => [$"failed: {Steady(cell.Failure)}"],
    };

    // Text written in several pieces is one; pictures are what the runner adds; how long a cell measured is not shown by the host that
    // finds the other's costs kept.
    private static List<ShownOutput> Outputs(ShownCell cell)
    {
        var outputs = new List<ShownOutput>();
        foreach (var output in cell.Outputs)
        {
            if (output.Kind is "stdout" or "stderr" && outputs.LastOrDefault() is { } last && last.Kind == output.Kind)
                outputs[^1] = Text(output.Kind, last.Texts["text/plain"] + output.Texts["text/plain"]);
            else
                outputs.Add(output with { Texts = output.Texts.Where(text => text.Key != "image/svg+xml").ToDictionary() });
        }

        return [.. outputs.Where(output => output.Texts.GetValueOrDefault("text/plain") is not { } text
            || !(output.Kind is "stdout" or "stderr" && text.Length == 0) && !text.StartsWith("Measured for ", StringComparison.Ordinal))];
    }

    private static ShownOutput Text(string kind, string text) => new(kind, new Dictionary<string, string> { ["text/plain"] = text });

    private static string Steady(string text) => Varying().Replace(Style().Replace(text.ReplaceLineEndings("\n"), ""), "~").TrimEnd('\n');

    // The kernel's own, which it repeats with each value; an executed notebook of the runner's has it once.
    [GeneratedRegex("<style>[^<]*</style>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Style();

    // Identifiers, the names that the compiler gives submissions, an assembly's version, an address.
    [GeneratedRegex(@"ℛ\*[0-9a-f-]*#\d+-\d+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}|Submission#\d+|table_\d+|lambda_method\d+|(?<=<(pre|td)>)\d{14,15}(?=<)|, [Vv]ersion=[\d.]+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Varying();

    [GeneratedRegex(@"error DNI\d+|^DirectiveError:", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Directive();
}
