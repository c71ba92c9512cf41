using System.Text.Json;

namespace Workloads.Notebooks.Documents;

/// <summary>
/// Reads the .dib format: cells divided by lines that are exactly <c>#!</c> and a kernel's name. Any other line that
/// begins with <c>#!</c> is content.
/// </summary>
internal static class DibReader
{
    private const string Meta = "meta";

    /// <exception cref="InvalidNotebookException">The header is not valid JSON, or not a notebook's.</exception>
    public static NotebookDocument Parse(string text, string path)
    {
        var fileName = Path.GetFileName(path);
        var names = new Dictionary<string, string>(KernelNames.All, StringComparer.Ordinal) { [Meta] = Meta };
        var defaultKernel = KernelNames.CSharp;
        string? kernel = null;
        var cells = new List<NotebookCell>();
        var lines = new List<string>();

        foreach (var line in SplitLines(text))
        {
            // The header ends at the first such line, whatever it says: what it names may begin a cell only then.
            if (kernel == Meta && line.StartsWith("#!", StringComparison.Ordinal))
            {
                EndCell();
                kernel = null;
            }

            if (line.StartsWith("#!", StringComparison.Ordinal) && names.TryGetValue(line[2..], out var next))
            {
                EndCell();
                kernel = next;
            }
            else
            {
                lines.Add(line);
            }
        }

        EndCell();
        return new NotebookDocument(path, cells);

        void EndCell()
        {
            var content = string.Join('\n', TrimBlankLines(lines));
            lines.Clear();
            if (content.Length == 0)
                return;
            if (kernel == Meta)
                defaultKernel = ReadMeta(content, fileName, names) ?? defaultKernel;
            else
                cells.Add(new NotebookCell(kernel ?? defaultKernel, content));
        }
    }

    internal static string[] SplitLines(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');

    private static List<string> TrimBlankLines(List<string> lines)
    {
        var first = lines.FindIndex(line => line.Length > 0);
        return first < 0 ? [] : lines.GetRange(first, lines.FindLastIndex(line => line.Length > 0) - first + 1);
    }

    private static string? ReadMeta(string json, string fileName, Dictionary<string, string> names)
    {
        try
        {
            using var meta = JsonDocument.Parse(json);
            if (!meta.RootElement.TryGetProperty("kernelInfo", out var info))
                return null;
            if (info.TryGetProperty("items", out var items))
                foreach (var item in items.EnumerateArray())
                    AddNames(item, names);
            return info.TryGetProperty("defaultKernelName", out var value) && value.GetString() is { } name
                ? names.GetValueOrDefault(name, name) : null;
        }
        catch (JsonException e)
        {
            throw new InvalidNotebookException($"{fileName}: not a notebook: its #!meta header is not valid JSON ({Reason(e)}).");
        }
        catch (InvalidOperationException e)
        {
            // A value of another kind than a header has, or a text that holds half a character.
            throw new InvalidNotebookException($"{fileName}: not a notebook: its #!meta header cannot be read ({Reason(e)}).");
        }
    }

    private static void AddNames(JsonElement item, Dictionary<string, string> names)
    {
        if (!item.TryGetProperty("name", out var value) || value.GetString() is not { Length: > 0 } name)
            return;
        names.TryAdd(name, name);
        if (item.TryGetProperty("aliases", out var aliases))
            foreach (var alias in aliases.EnumerateArray())
                if (alias.GetString() is { Length: > 0 } other)
                    names.TryAdd(other, names[name]);
    }

    internal static string Reason(Exception e) => e.Message.TrimEnd('.');
}
