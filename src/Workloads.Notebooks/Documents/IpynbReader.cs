using System.Text.Json;

namespace Workloads.Notebooks.Documents;

/// <summary>Reads Jupyter's format (nbformat 4) as the notebook kernel reads it.</summary>
internal static class IpynbReader
{
    /// <exception cref="InvalidNotebookException">The text is not JSON, or not a notebook.</exception>
    public static IReadOnlyList<NotebookCell> Parse(string text, string fileName)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("cells", out var cells) || cells.ValueKind != JsonValueKind.Array)
                throw new InvalidNotebookException($"{fileName}: not a notebook: there is no list of cells.");
            var defaultKernel = DefaultKernel(root);
            return [.. cells.EnumerateArray().Select((cell, i) => ReadCell(cell, defaultKernel, $"{fileName}, cell {i + 1}"))];
        }
        catch (JsonException e)
        {
            throw new InvalidNotebookException($"{fileName}: not a notebook: it is not valid JSON ({DibReader.Reason(e)}).");
        }
        catch (InvalidOperationException e)
        {
            throw Unreadable(fileName, e);
        }
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
        var kernel = Text(cell, "metadata", "polyglot_notebook", "kernelName")
            ?? Text(cell, "metadata", "dotnet_interactive", "language")
            ?? (type == "markdown" ? KernelNames.Markdown : defaultKernel);
        if (type == "markdown")
            kernel = KernelNames.Markdown;
        return new NotebookCell(KernelNames.Resolve(kernel), Source(cell, where), Text(cell, "id"));
    }

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

    private static string Source(JsonElement cell, string where)
    {
        if (!cell.TryGetProperty("source", out var source))
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

    private static string? Text(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }

        return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
    }
}
