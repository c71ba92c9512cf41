using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Workloads.Notebooks.Documents;

/// <summary>
/// Reads Jupyter's format as the notebook kernel reads it: nbformat 4, and what older programs wrote, nbformat 3. Metadata and attachments
/// are kept whole.
/// </summary>
internal static partial class IpynbReader
{
    /// <exception cref="InvalidNotebookException">The text is not JSON, or not a notebook.</exception>
    public static NotebookDocument Parse(string text, string path)
    {
        var fileName = Path.GetFileName(path);
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            var cells = Cells(root, fileName);
            var defaultKernel = DefaultKernel(root);
            return new NotebookDocument(
                path,
                [.. cells.Select((cell, i) => ReadCell(cell, defaultKernel, Invariant($"{fileName}, cell {i + 1}")))],
                Object(root, "metadata"));
        }
        catch (JsonException e)
        {
            throw NotJson(text, fileName, e);
        }
        catch (InvalidOperationException e)
        {
            throw Unreadable(fileName, e);
        }
    }

    // Until nbformat 3 the cells lay in worksheets, of which every program wrote one.
    private static IEnumerable<JsonElement> Cells(JsonElement root, string fileName)
    {
        if (root.ValueKind == JsonValueKind.Object)
        {
            if (root.TryGetProperty("nbformat", out var format) && format.ValueKind == JsonValueKind.Number
                && format.GetDouble() is not (3 or 4))
                throw new InvalidNotebookException($"{fileName}: nbformat {format.GetRawText()} cannot be read; 3 and 4 can.");
            if (root.TryGetProperty("cells", out var cells) && cells.ValueKind == JsonValueKind.Array)
                return cells.EnumerateArray();
            if (root.TryGetProperty("worksheets", out var sheets) && sheets.ValueKind == JsonValueKind.Array)
                return sheets.EnumerateArray().SelectMany(sheet => Cells(sheet, fileName));
        }

        throw new InvalidNotebookException($"{fileName}: not a notebook: there is no list of cells.");
    }

    // Python writes numbers that JSON has no words for; the parser only says that an N begins nothing.
    private static InvalidNotebookException NotJson(string text, string fileName, JsonException e)
    {
        var line = text.Split('\n').ElementAtOrDefault((int)(e.LineNumber ?? 0)) ?? "";
        var number = NumberOfPython().Matches(line)
            .FirstOrDefault(match => e.BytePositionInLine is { } at && Bytes(match.Index) <= at && at <= Bytes(match.Index + match.Length));
        return number is not null
            ? new(Invariant($"{fileName}: not a notebook: {number.Value} in line {e.LineNumber + 1} is no number of JSON; null can stand there."))
            : new($"{fileName}: not a notebook: it is not valid JSON ({DibReader.Reason(e)}).");

        int Bytes(int characters) => Encoding.UTF8.GetByteCount(line.AsSpan(0, characters));
    }

    // JSON may spell half a character, which is no text.
    private static InvalidNotebookException Unreadable(string where, InvalidOperationException e) =>
        new($"{where}: not a notebook: a text in it cannot be read ({DibReader.Reason(e)}).");

    private static NotebookCell ReadCell(JsonElement cell, string defaultKernel, string where)
    {
        try
        {
            return ReadParts(cell, defaultKernel, where);
        }
        catch (InvalidOperationException e)
        {
            throw Unreadable(where, e);
        }
    }

    private static NotebookCell ReadParts(JsonElement cell, string defaultKernel, string where)
    {
        if (cell.ValueKind != JsonValueKind.Object || Text(cell, "cell_type") is not { } type)
            throw new InvalidNotebookException($"{where}: not a notebook: the cell has no type.");
        var source = Source(cell, where);
        var kernel = type switch
        {
            "markdown" or "heading" => KernelNames.Markdown,
            "html" => KernelNames.Html,
            "raw" => KernelNames.Raw,
            _ => Text(cell, "metadata", "polyglot_notebook", "kernelName") ?? Text(cell, "metadata", "dotnet_interactive", "language")
                ?? defaultKernel,
        };
        return new NotebookCell(KernelNames.Resolve(kernel), type == "heading" ? $"{Hashes(cell)} {source}" : source, Text(cell, "id"))
        {
            Metadata = Object(cell, "metadata"),
            Attachments = Object(cell, "attachments"),
        };
    }

    private static string Hashes(JsonElement cell) =>
        new('#', cell.TryGetProperty("level", out var level) && level.ValueKind == JsonValueKind.Number && level.TryGetInt32(out var number)
            ? Math.Clamp(number, 1, 6) : 1);

    private static string DefaultKernel(JsonElement root)
    {
        if (Text(root, "metadata", "polyglot_notebook", "kernelInfo", "defaultKernelName") is { } name)
            return KernelNames.Resolve(name);
        var language = Text(root, "metadata", "kernelspec", "language") ?? Text(root, "metadata", "language_info", "name") ?? "C#";
        return language.ToUpperInvariant() switch
        {
            "C#" or "CSHARP" or "POLYGLOT-NOTEBOOK" => KernelNames.CSharp,
            "F#" => "fsharp",
            "POWERSHELL" => "pwsh",
            _ => KernelNames.Resolve(language),
        };
    }

    // "input" is nbformat 3's.
    private static string Source(JsonElement cell, string where)
    {
        if (!cell.TryGetProperty("source", out var source) && !cell.TryGetProperty("input", out source))
            return "";
        var text = source.ValueKind switch
        {
            JsonValueKind.String => source.GetString()!,
            JsonValueKind.Array when source.EnumerateArray().All(line => line.ValueKind == JsonValueKind.String) =>
                string.Concat(source.EnumerateArray().Select(line => line.GetString())),
            _ => throw new InvalidNotebookException($"{where}: not a notebook: its source is neither a text nor a list of lines."),
        };
        return string.Join('\n', DibReader.SplitLines(text));
    }

    // A copy of its own, which outlives the document that was parsed.
    private static JsonElement? Object(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.Object)
            return null;
        JsonTexts.Check(value);
        return value.Clone();
    }

    private static string? Text(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }

        return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
    }

    [GeneratedRegex(@"-?\b(NaN|Infinity)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex NumberOfPython();
}
