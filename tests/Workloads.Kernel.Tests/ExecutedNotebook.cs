using System.Text.Json;
using System.Text.RegularExpressions;

namespace Workloads.Kernel.Tests;

/// <summary>The code cells of a notebook that the runner has executed, in the form that the kernel's are compared in.</summary>
internal static partial class ExecutedNotebook
{
    public static IReadOnlyList<ShownCell> Read(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        return [.. json.RootElement.GetProperty("cells").EnumerateArray().Where(cell => cell.GetProperty("cell_type").GetString() == "code")
            .Select(Cell)];
    }

    private static ShownCell Cell(JsonElement cell)
    {
        var outputs = cell.GetProperty("outputs").EnumerateArray().ToList();
        var warnings = outputs.Where(IsErrorStream)
            .SelectMany(output => Warning().Matches(Text(output.GetProperty("text"))).Select(match => match.Groups["code"].Value));
        var error = outputs.Where(output => Type(output) == "error")
            .Select(output => (Name: output.GetProperty("ename").GetString()!, Message: output.GetProperty("evalue").GetString()!))
                .FirstOrDefault();
        var errors = error.Name == "CompilationError" ? error.Message.Split('\n').Select(line => line.Split(':')[0]) : [];
        return new ShownCell(
            Text(cell.GetProperty("source")),
            [.. outputs.Where(output => Type(output) != "error").Select(Output)],
            [.. warnings.Distinct(StringComparer.Ordinal)],
            [.. errors.Distinct(StringComparer.Ordinal)],
            error.Name is null ? null : $"{error.Name}: {error.Message}");
    }

    private static ShownOutput Output(JsonElement output) => Type(output) switch
    {
        "stream" => new(output.GetProperty("name").GetString()!,
            new Dictionary<string, string> { ["text/plain"] = Warning().Replace(Text(output.GetProperty("text")), "") }),
        var type => new(type == "execute_result" ? "result" : "display",
            output.GetProperty("data").EnumerateObject().ToDictionary(data => data.Name, data => Text(data.Value))),
    };

    private static bool IsErrorStream(JsonElement output) => Type(output) == "stream" && output.GetProperty("name").GetString() == "stderr";

    private static string? Type(JsonElement output) => output.GetProperty("output_type").GetString();

    private static string Text(JsonElement text) => text.ValueKind switch
    {
        JsonValueKind.Array => string.Concat(text.EnumerateArray().Select(line => line.GetString())),
        JsonValueKind.String => text.GetString()!,
        _ => JsonSerializer.Serialize(text),
    };

    [GeneratedRegex(@"^Warning: .*: (?<code>CS\d+): .*\n",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Warning();
}
