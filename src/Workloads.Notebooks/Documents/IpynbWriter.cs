using System.Text.Encodings.Web;
using System.Text.Json;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Notebooks.Hosting;
using Workloads.Notebooks.Pages;
using Workloads.Notebooks.Runs;
using Workloads.Show;

namespace Workloads.Notebooks.Documents;

/// <summary>Writes an executed notebook in Jupyter's format (nbformat 4.5), as the notebook hosts write theirs.</summary>
internal sealed class IpynbWriter : IDisposable
{
    private readonly Utf8JsonWriter _json;

    private IpynbWriter(Stream stream) => _json = new Utf8JsonWriter(stream, new JsonWriterOptions
    {
        Indented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static void Write(NotebookRun run, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var stream = File.Create(path);
        using (var writer = new IpynbWriter(stream))
            writer.WriteNotebook(run);
        stream.WriteByte((byte)'\n');
    }

    public void Dispose() => _json.Dispose();

    private void WriteNotebook(NotebookRun run)
    {
        _json.WriteStartObject();
        _json.WriteStartArray("cells");
        var ids = CellIds.For(run.Cells.Select(c => c.Cell));
        foreach (var (cell, id) in run.Cells.Zip(ids))
            WriteCell(cell, id);
        _json.WriteEndArray();
        WriteMetadata();
        _json.WriteNumber("nbformat", 4);
        _json.WriteNumber("nbformat_minor", 5);
        _json.WriteEndObject();
    }

    private void WriteCell(CellRun cell, string id)
    {
        _json.WriteStartObject();
        _json.WriteString("cell_type", cell.IsMarkdown ? "markdown" : "code");
        if (!cell.IsMarkdown)
            WriteNumberOrNull("execution_count", cell.ExecutionCount);
        _json.WriteString("id", id);
        _json.WriteStartObject("metadata");
        if (!cell.IsMarkdown)
        {
            WriteObject("dotnet_interactive", ("language", cell.Cell.Kernel));
            WriteObject("polyglot_notebook", ("kernelName", cell.Cell.Kernel));
        }

        _json.WriteEndObject();
        if (!cell.IsMarkdown)
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
                case ValueOutput value:
                    WriteValue(value, cell.ExecutionCount);
                    break;
            }
        }

        if (cell.Outputs.LeftOut > 0)
            WriteStream(isError: true, $"… {cell.Outputs.LeftOut:N0} further outputs left out …\n");
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
            WriteLines(text.MimeType, text.Text);
        _json.WriteEndObject();
        if (value.IsResult)
            WriteNumberOrNull("execution_count", executionCount);
        _json.WriteStartObject("metadata");
        _json.WriteEndObject();
        _json.WriteString("output_type", value.IsResult ? "execute_result" : "display_data");
        _json.WriteEndObject();
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

    private void WriteMetadata()
    {
        _json.WriteStartObject("metadata");
        WriteObject("kernelspec", ("display_name", ".NET (C#)"), ("language", "C#"), ("name", ".net-csharp"));
        WriteObject("language_info", ("file_extension", ".cs"), ("mimetype", "text/x-csharp"), ("name", "C#"), ("pygments_lexer", "csharp"), ("version", "13.0"));
        _json.WriteStartObject("polyglot_notebook");
        _json.WriteStartObject("kernelInfo");
        _json.WriteString("defaultKernelName", "csharp");
        _json.WriteStartArray("items");
        _json.WriteStartObject();
        _json.WriteStartArray("aliases");
        _json.WriteEndArray();
        _json.WriteString("name", "csharp");
        _json.WriteEndObject();
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void WriteObject(string name, params ReadOnlySpan<(string Name, string Value)> properties)
    {
        _json.WriteStartObject(name);
        foreach (var (key, value) in properties)
            _json.WriteString(key, value);
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
}
