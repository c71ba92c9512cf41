using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Workloads.Notebooks.Hosting;
using Workloads.Notebooks.Pages;
using Workloads.Notebooks.Runs;

namespace Workloads.Notebooks.Documents;

/// <summary>Writes an executed notebook in Jupyter's format (nbformat 4.5), as the notebook hosts write theirs.</summary>
internal sealed partial class IpynbWriter : IDisposable
{
    private readonly Utf8JsonWriter _json;
    private readonly HashSet<string> _styles = new(StringComparer.Ordinal);

    private IpynbWriter(Stream stream) => _json = new Utf8JsonWriter(stream, new JsonWriterOptions
    {
        Indented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static void Write(NotebookRun run, string path) => WholeFile.Write(path, stream =>
    {
        using (var writer = new IpynbWriter(stream))
            writer.WriteNotebook(run);
        stream.WriteByte((byte)'\n');
    });

    public void Dispose() => _json.Dispose();

    private void WriteNotebook(NotebookRun run)
    {
        _json.WriteStartObject();
        _json.WriteStartArray("cells");
        var ids = CellIds.For(run.Cells.Select(c => c.Cell));
        foreach (var (cell, id) in run.Cells.Zip(ids))
            WriteCell(cell, id);
        _json.WriteEndArray();
        _json.WritePropertyName("metadata");
        IpynbMetadata.WriteNotebook(_json, run.Document.Metadata);
        _json.WriteNumber("nbformat", 4);
        _json.WriteNumber("nbformat_minor", 5);
        _json.WriteEndObject();
    }

    private void WriteCell(CellRun cell, string id)
    {
        _json.WriteStartObject();
        if (cell.Cell.Attachments is { } attachments && !cell.IsCode)
        {
            _json.WritePropertyName("attachments");
            attachments.WriteTo(_json);
        }

        _json.WriteString("cell_type", cell.IsCode ? "code" : cell.Cell.Kernel);
        if (cell.IsCode)
            WriteNumberOrNull("execution_count", cell.ExecutionCount);
        _json.WriteString("id", id);
        _json.WritePropertyName("metadata");
        IpynbMetadata.WriteCell(_json, cell.Cell.Metadata, cell.IsCode ? cell.Cell.Kernel : null);
        if (cell.IsCode)
            WriteOutputs(cell);
        WriteLines("source", cell.Cell.Source);
        _json.WriteEndObject();
    }

    private void WriteOutputs(CellRun cell)
    {
        _json.WriteStartArray("outputs");
        foreach (var output in cell.Outputs.Snapshot())
        {
            switch (output)
            {
                case StreamOutput stream:
                    WriteStream(stream.IsError, stream.Text.ToString());
                    break;
                case ValueOutput value when !ValueHtml.IsBlank(value.Values):
                    WriteValue(value, cell.ExecutionCount);
                    break;
            }
        }

        if (cell.Outputs.LeftOut > 0)
            WriteStream(isError: true, Invariant($"… {cell.Outputs.LeftOut:N0} further outputs left out …\n"));
        if (cell.Error is not null)
            WriteError(cell.Error);
        _json.WriteEndArray();
    }

    private void WriteStream(bool isError, string text)
    {
        _json.WriteStartObject();
        _json.WriteString("name", isError ? "stderr" : "stdout");
        _json.WriteString("output_type", "stream");
        WriteLines("text", ConsoleText.Clean(text));
        _json.WriteEndObject();
    }

    private void WriteValue(ValueOutput value, int? executionCount)
    {
        _json.WriteStartObject();
        _json.WriteStartObject("data");
        foreach (var text in StaticForms.Of(value.Values))
            WriteData(text.MimeType == "text/html" ? text with { Text = Repeated.StylesOnce(text.Text, _styles) } : text);
        _json.WriteEndObject();
        if (value.IsResult)
            WriteNumberOrNull("execution_count", executionCount);
        _json.WriteStartObject("metadata");
        _json.WriteEndObject();
        _json.WriteString("output_type", value.IsResult ? "execute_result" : "display_data");
        _json.WriteEndObject();
    }

    // JSON is kept as what it says, and not as its text, where it is JSON.
    private void WriteData(MimeText text)
    {
        if (!JsonMimeType().IsMatch(text.MimeType) || ParseJson(text.Text) is not { } json)
        {
            WriteLines(text.MimeType, text.Text);
            return;
        }

        _json.WritePropertyName(text.MimeType);
        json.WriteTo(_json);
    }

    private static JsonElement? ParseJson(string text)
    {
        try
        {
            var json = JsonElement.Parse(text);
            JsonTexts.Check(json);
            return json;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private void WriteError(CellError error)
    {
        _json.WriteStartObject();
        _json.WriteString("ename", error.Name);
        _json.WriteString("evalue", error.Message);
        _json.WriteString("output_type", "error");
        _json.WriteStartArray("traceback");
        foreach (var line in error.Lines.Concat(error.Trace))
            _json.WriteStringValue(line);
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void WriteNumberOrNull(string name, int? number)
    {
        if (number is { } value)
            _json.WriteNumber(name, value);
        else
            _json.WriteNull(name);
    }

    // Every line but the last keeps its end, so that joining the list gives the text.
    private void WriteLines(string name, string text)
    {
        _json.WriteStartArray(name);
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            _json.WriteStringValue(text.AsSpan(start, end - start));
            start = end;
        }

        _json.WriteEndArray();
    }

    [GeneratedRegex(@"^application/(.*\+)?json\z", RegexOptions.ExplicitCapture)]
    private static partial Regex JsonMimeType();
}
