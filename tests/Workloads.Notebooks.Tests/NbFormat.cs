using System.Text.Json;

namespace Workloads.Notebooks.Tests;

/// <summary>The rules of nbformat 4.5, as its schema states them.</summary>
internal static class NbFormat
{
    public static void AssertValid(string text)
    {
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        AssertKeys(root, "cells", "metadata", "nbformat", "nbformat_minor");
        Assert.Equal(4, root.GetProperty("nbformat").GetInt32());
        Assert.Equal(5, root.GetProperty("nbformat_minor").GetInt32());
        var metadata = root.GetProperty("metadata");
        Assert.NotNull(metadata.GetProperty("kernelspec").GetProperty("name").GetString());
        Assert.NotNull(metadata.GetProperty("kernelspec").GetProperty("display_name").GetString());
        Assert.NotNull(metadata.GetProperty("language_info").GetProperty("name").GetString());
        Assert.Distinct(root.GetProperty("cells").EnumerateArray().Select(c => c.GetProperty("id").GetString()));
        Assert.All(root.GetProperty("cells").EnumerateArray(), AssertCell);
    }

    private static void AssertCell(JsonElement cell)
    {
        Assert.Matches("^[a-zA-Z0-9_-]{1,64}$", cell.GetProperty("id").GetString());
        AssertText(cell.GetProperty("source"));
        Assert.Equal(JsonValueKind.Object, cell.GetProperty("metadata").ValueKind);
        if (cell.GetProperty("cell_type").GetString() is "markdown" or "raw")
        {
            AssertKeys(cell, [.. cell.TryGetProperty("attachments", out _) ? (string[])["attachments"] : [], "cell_type", "id", "metadata",
                "source"]);
            return;
        }

        Assert.Equal("code", cell.GetProperty("cell_type").GetString());
        AssertKeys(cell, "cell_type", "execution_count", "id", "metadata", "outputs", "source");
        Assert.True(cell.GetProperty("execution_count").ValueKind is JsonValueKind.Number or JsonValueKind.Null);
        Assert.NotEmpty(cell.GetProperty("metadata").GetProperty("polyglot_notebook").GetProperty("kernelName").GetString()!);
        Assert.All(cell.GetProperty("outputs").EnumerateArray(), AssertOutput);
    }

    private static void AssertOutput(JsonElement output)
    {
        switch (output.GetProperty("output_type").GetString())
        {
            case "stream":
                AssertKeys(output, "name", "output_type", "text");
                AssertText(output.GetProperty("text"));
                break;
            case "execute_result":
                AssertKeys(output, "data", "execution_count", "metadata", "output_type");
                AssertData(output.GetProperty("data"));
                break;
            case "display_data":
                AssertKeys(output, "data", "metadata", "output_type");
                AssertData(output.GetProperty("data"));
                break;
            case "error":
                AssertKeys(output, "ename", "evalue", "output_type", "traceback");
                Assert.All(output.GetProperty("traceback").EnumerateArray(), l => Assert.Equal(JsonValueKind.String, l.ValueKind));
                break;
            case var other:
                Assert.Fail($"An output of type {other}.");
                break;
        }
    }

    // What is JSON by its type may be any; all else is text.
    private static void AssertData(JsonElement data) => Assert.All(
        data.EnumerateObject()
            .Where(form => !form.Name.StartsWith("application/", StringComparison.Ordinal)
                || !form.Name.EndsWith("json", StringComparison.Ordinal)),
        form => AssertText(form.Value));

    private static void AssertText(JsonElement text)
    {
        Assert.Equal(JsonValueKind.Array, text.ValueKind);
        var lines = text.EnumerateArray().Select(l => l.GetString()!).ToList();
        Assert.All(lines.SkipLast(1), line => Assert.EndsWith("\n", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain('\n', line[..^1]));
    }

    private static void AssertKeys(JsonElement element, params string[] keys) =>
        Assert.Equal(keys, element.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
}
