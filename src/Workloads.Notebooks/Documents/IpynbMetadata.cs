using System.Text.Json;

namespace Workloads.Notebooks.Documents;

/// <summary>
/// What an executed notebook says of itself and its cells: all that the file said, and besides what the notebook hosts look for.
/// </summary>
internal static class IpynbMetadata
{
    private const string KernelSpec = "kernelspec", LanguageInfo = "language_info", Polyglot = "polyglot_notebook",
        Interactive = "dotnet_interactive";

    public static void WriteNotebook(Utf8JsonWriter json, JsonElement? own)
    {
        json.WriteStartObject();
        if (!HasTexts(own, KernelSpec, "name", "display_name"))
            WriteTexts(json, KernelSpec, ("display_name", ".NET (C#)"), ("language", "C#"), ("name", ".net-csharp"));
        else
            Copy(json, own, KernelSpec);
        if (!HasTexts(own, LanguageInfo, "name"))
            WriteTexts(json, LanguageInfo, ("file_extension", ".cs"), ("mimetype", "text/x-csharp"), ("name", "C#"),
                ("pygments_lexer", "csharp"), ("version", "13.0"));
        else
            Copy(json, own, LanguageInfo);
        if (!HasTexts(own, Polyglot))
            WriteKernels(json);
        else
            Copy(json, own, Polyglot);
        CopyOthers(json, own, KernelSpec, LanguageInfo, Polyglot);
        json.WriteEndObject();
    }

    /// <param name="json">Takes the object.</param>
    /// <param name="own">What the file said of the cell.</param>
    /// <param name="kernel">The kernel of a cell of code; null for another's.</param>
    public static void WriteCell(Utf8JsonWriter json, JsonElement? own, string? kernel)
    {
        json.WriteStartObject();
        if (kernel is not null)
        {
            if (!HasTexts(own, Interactive))
                WriteTexts(json, Interactive, ("language", kernel));
            else
                Copy(json, own, Interactive);
            if (!HasTexts(own, Polyglot, "kernelName")
                || KernelNames.Resolve(Property(own, Polyglot)!.Value.GetProperty("kernelName").GetString()!) != kernel)
                WriteTexts(json, Polyglot, ("kernelName", kernel));
            else
                Copy(json, own, Polyglot);
            CopyOthers(json, own, Interactive, Polyglot);
        }
        else
        {
            CopyOthers(json, own);
        }

        json.WriteEndObject();
    }

    private static void WriteKernels(Utf8JsonWriter json)
    {
        json.WriteStartObject(Polyglot);
        json.WriteStartObject("kernelInfo");
        json.WriteString("defaultKernelName", KernelNames.CSharp);
        json.WriteStartArray("items");
        json.WriteStartObject();
        json.WriteStartArray("aliases");
        json.WriteEndArray();
        json.WriteString("name", KernelNames.CSharp);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, params ReadOnlySpan<(string Name, string Value)> properties)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in properties)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static bool HasTexts(JsonElement? own, string name, params ReadOnlySpan<string> texts)
    {
        if (Property(own, name) is not { ValueKind: JsonValueKind.Object } value)
            return false;
        foreach (var text in texts)
        {
            if (!value.TryGetProperty(text, out var property) || property.ValueKind != JsonValueKind.String)
                return false;
        }

        return true;
    }

    private static JsonElement? Property(JsonElement? own, string name) =>
        own is { } element && element.TryGetProperty(name, out var value) ? value : null;

    private static void Copy(Utf8JsonWriter json, JsonElement? own, string name)
    {
        json.WritePropertyName(name);
        Property(own, name)!.Value.WriteTo(json);
    }

    private static void CopyOthers(Utf8JsonWriter json, JsonElement? own, params string[] written)
    {
        foreach (var property in own?.EnumerateObject() ?? default)
        {
            if (written.Contains(property.Name, StringComparer.Ordinal))
                continue;
            json.WritePropertyName(property.Name);
            property.Value.WriteTo(json);
        }
    }
}
