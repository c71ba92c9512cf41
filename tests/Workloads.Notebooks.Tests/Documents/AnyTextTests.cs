using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Workloads.Notebooks.Cells;
using Workloads.Notebooks.CommandLine;
using Workloads.Notebooks.Documents;
using Workloads.Notebooks.Hosting;
using Workloads.Notebooks.Pages;
using Workloads.Notebooks.Runs;

namespace Workloads.Notebooks.Tests.Documents;

/// <summary>Whatever a file holds, it is read or refused in one line; and whatever was read can be written.</summary>
public sealed partial class AnyTextTests : IDisposable
{
    private const string Dib = """
        #!meta

        {"kernelInfo":{"defaultKernelName":"csharp","items":[{"aliases":["c#","C#"],"languageName":"C#","name":"csharp"},{"aliases":[],"name":"duck"}]}}

        #!markdown

        # A title

        Some *text*, with a [link](b.dib).

        #!csharp

        // Parameters
        var callers = 4; var sizes = new[] { 1, 2, 3 };

        #!duck

        quack
        """;

    private const string Ipynb = """
        {"cells":[
        {"cell_type":"markdown","id":"m","metadata":{},"source":["# A title\n","Some *text*."]},
        {"cell_type":"code","execution_count":1,"id":"c","metadata":{"dotnet_interactive":{"language":"csharp"},"polyglot_notebook":{"kernelName":"csharp"}},"outputs":[{"name":"stdout","output_type":"stream","text":["x\n"]}],"source":"// Parameters\nvar callers = 4;"},
        {"cell_type":"raw","metadata":{},"source":[]}],
        "metadata":{"kernelspec":{"display_name":".NET (C#)","language":"C#","name":".net-csharp"},"language_info":{"name":"polyglot-notebook"},"polyglot_notebook":{"kernelInfo":{"defaultKernelName":"csharp","items":[{"aliases":[],"name":"csharp"}]}}},
        "nbformat":4,"nbformat_minor":5}
        """;

    // JSON that is not looked for where it stands.
    private static readonly string[] Values =
    [
        "null", "true", "-1", "1e999", "\"\"", "\"x\"", "\"\\ud800\"", "\"\\u0000\"", "\"#!x\\n\"", "[]", "{}", "[null]", "[[\"\"]]",
        "{\"a\":null}", "{\"\\udc00\":1}",
    ];

    // What means something to a format, to markdown, to C# or to a page, or is often forgotten.
    private static readonly string[] Pieces =
    [
        .. Values,
        "\"", "\\", "{", "}", "[", "]", ",", ":", new('[', 100), new('{', 5_000), "\n", "\r", "\r\n", "\t", " ", "\0", "\u0001",
        "\u001b[31m", "\u0085", "\u2028", "\ufeff", "\ufffe", "\ud83e\udd86", "ß",
        "\n#!meta\n", "\n#!", "\n#!csharp\n", "\n#!duck\n", "\n#!markdown\n", "\n#!html\n", "\n#!nothing\n", "\n#!import x.dib\n",
        "\n#!import\n", "\n#!time\n", "\n#!share a --from b\n", "\n#r \"nuget: A, 1\"\n", "\n#r \"nuget: ,\"\n", "\n#i \"nuget: x\"\n",
        "# ", "\n\n", "> ", new('>', 300), new('[', 300), new('*', 301), string.Concat(Enumerable.Repeat("- ", 200)), "```\n", "$$",
        "<div>", "<!--", "<script>", "| a | b |\n|---|---|\n| 1 | 2 |\n", "[x](y.dib)", "[^1]", "![", "&#0;", ":::", "{.a}", "\n---\n",
        "// Parameters\n", "var callers = ", "1;", "(", ")", new('(', 1_000), new('!', 3_000), "1 + ", "a => ", "$\"{", "\"\"\"", "'", "/*",
        "//", "#if x\n", "#region\n", "#line 3 \"x\"\n", "#pragma ", "class C {", ";",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>",
        "<figure id=\"f\"><style>", "</style><svg viewBox=\"0 0\">", "</svg>",
    ];

    private static readonly string[] MimeTypes =
        ["text/html", "text/plain", "text/markdown", "image/svg+xml", "image/png", "application/json", "x"];

    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(300);

    private static readonly Gen<string> Piece =
        Gen.OneOf(Gen.Elements(Pieces), ArbMap.Default.ArbFor<string>().Generator.Select(text => text ?? ""));

    private static readonly Gen<string> Text = Piece.ListOf().Select(pieces => InLines(string.Concat(pieces)));

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("a.dib", Dib)]
    [InlineData("a.ipynb", Ipynb)]
    public void A_notebook_with_anything_in_the_place_of_some_of_its_values_is_read_or_refused_in_one_line(string name, string valid)
    {
        var values = Value().Matches(valid);
        var change = Gen.Zip(Gen.Choose(0, values.Count - 1), Gen.OneOf(Gen.Elements(Values), Gen.Elements(Values), Piece));

        Prop.ForAll(Gen.OneOf(change.ListOf(1), change.ListOf(2)).ToArbitrary(),
            changes => AssertReadOrRefused(name, Encoding.UTF8.GetBytes(Changed(valid, values, changes)))).Check(Quick);
    }

    [Theory]
    [InlineData("a.dib", Dib)]
    [InlineData("a.ipynb", Ipynb)]
    public void A_notebook_with_anything_at_any_place_is_read_or_refused_in_one_line(string name, string valid)
    {
        var bytes = Encoding.UTF8.GetBytes(valid);
        var inserted = Gen.OneOf(Piece.Select(Encoding.UTF8.GetBytes), ArbMap.Default.ArbFor<byte[]>().Generator);
        var change = Gen.Zip(Gen.Zip(Gen.Choose(0, bytes.Length), Gen.Elements(0, 0, 1, 5, 100)), inserted);

        Prop.ForAll(Gen.OneOf(change.ListOf(1), change.ListOf(2)).ToArbitrary(),
            changes => AssertReadOrRefused(name,
            changes.Aggregate(bytes, (before, c) => Spliced(before, c.Item1.Item1, c.Item1.Item2, c.Item2)))).Check(Quick);
    }

    [Theory]
    [InlineData("a.dib")]
    [InlineData("a.ipynb")]
    public void Any_bytes_and_any_text_are_read_or_refused_in_one_line(string name)
    {
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => AssertReadOrRefused(name, bytes)).Check(Quick);
        Prop.ForAll(Text.ToArbitrary(), text => AssertReadOrRefused(name, Encoding.UTF8.GetBytes(text))).Check(Quick);
    }

    [Fact]
    public void Any_cells_with_any_outputs_have_a_page_and_an_executed_form_with_the_same_cells()
    {
        var kernel = Gen.Elements("csharp", "csharp", "markdown", "markdown", "html", "mermaid", "fsharp", "duck");
        var cell = Gen.Zip(kernel, Gen.Zip(Text, Piece)).Select(c => new NotebookCell(c.Item1, c.Item2.Item1, c.Item2.Item2));
        var output = Gen.Zip(Gen.Elements(MimeTypes), Text);

        Prop.ForAll(Gen.Zip(cell.ListOf(), output.ListOf()).ToArbitrary(), any => AssertWritten([.. any.Item1], [.. any.Item2]))
            .Check(Quick);
    }

    [Fact]
    public void Any_target_is_found_or_refused_in_one_line()
    {
        _scratch.Write("n/[a].dib", "");
        var target = Gen.Elements("n", "/", "..", ".", "*", "**", "?", "[", "]", "[a]", "[z-a]", "[^", "!", "-", "a", ".dib", "\\", "{",
            "(", "$", " ", "\n").ListOf().Select(string.Concat);

        // Never the whole machine: a pattern that begins at its root, or climbs there.
        Prop.ForAll(target.Where(t => !t.StartsWith('/') && !t.Contains("..", StringComparison.Ordinal)).ToArbitrary(), any =>
        {
            try
            {
                _ = new NotebookFinder(_scratch.Folder, null).Find([any]);
            }
            catch (UsageException e)
            {
                AssertOneLine(e.Message);
            }
        }).Check(Quick);
    }

    private void AssertReadOrRefused(string name, byte[] content)
    {
        var path = Path.Combine(_scratch.Folder, name);
        File.WriteAllBytes(path, content);
        NotebookDocument document;
        try
        {
            document = NotebookReader.Read(path);
        }
        catch (InvalidNotebookException e)
        {
            AssertOneLine(e.Message);
            Assert.StartsWith(name, e.Message, StringComparison.Ordinal);
            return;
        }

        AssertWritten(document.Cells, []);
    }

    private void AssertWritten(IReadOnlyList<NotebookCell> cells, IReadOnlyList<(string MimeType, string Text)> outputs)
    {
        var run = new NotebookRun(WithParameter(new NotebookDocument(Path.Combine(_scratch.Folder, "a.dib"), cells)), "a.dib");
        foreach (var cell in run.Cells)
        {
            AssertSplitOrRefused(cell.Cell);
            foreach (var (mimeType, text) in outputs)
            {
                cell.Outputs.AddText(text.Length % 2 == 0, text);
                cell.Outputs.Add(isResult: false, [new MimeText(mimeType, text)]);
            }
        }

        Assert.Contains("</html>",
            new NotebookPage(run,
                new PageLinks(run.Document.Path, Path.Combine(_scratch.Folder, "out", "a.html"),
                    new Dictionary<string, string>(StringComparer.Ordinal))).ToHtml("", "a.ipynb", [], null, null),
                    StringComparison.Ordinal);
        var written = Path.Combine(_scratch.Folder, "out", "a.ipynb");
        IpynbWriter.Write(run, written);
        Assert.Equal(run.Cells.Select(cell => (cell.Cell.Kernel, cell.Cell.Source)),
            NotebookReader.Read(written).Cells.Select(cell => (cell.Kernel, cell.Source)));
    }

    private static NotebookDocument WithParameter(NotebookDocument document)
    {
        try
        {
            return Assert.Single(new Parameters([KeyValuePair.Create("callers", "5")], Parameters.Full).Apply([document]));
        }
        catch (UsageException e)
        {
            AssertOneLine(e.Message);
            return document;
        }
    }

    private static void AssertSplitOrRefused(NotebookCell cell)
    {
        try
        {
            _ = CellSplitter.Split(cell);
        }
        catch (DirectiveException e)
        {
            Assert.InRange(e.Line, 1, cell.Source.Split('\n').Length);
        }
    }

    private static void AssertOneLine(string message)
    {
        Assert.NotEmpty(message);
        Assert.Equal(message, message.ReplaceLineEndings(" "));
    }

    private static string Changed(string valid, MatchCollection values, IEnumerable<(int Value, string Piece)> changes)
    {
        var text = new StringBuilder(valid);
        foreach (var change in changes.DistinctBy(c => c.Value).OrderByDescending(c => c.Value))
            text.Remove(values[change.Value].Index, values[change.Value].Length).Insert(values[change.Value].Index, change.Piece);
        return text.ToString();
    }

    private static byte[] Spliced(byte[] before, int at, int removed, byte[] inserted)
    {
        at = Math.Min(at, before.Length);
        return [.. before.AsSpan(0, at), .. inserted, .. before.AsSpan(Math.Min(before.Length, at + removed))];
    }

    // As the readers give it: whole characters, lines that end in a line feed.
    private static string InLines(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).ReplaceLineEndings("\n");

    [GeneratedRegex("""
        "(\\.|[^"\\])*"|\d+|\[\]|\{\}
        """)]
    private static partial Regex Value();
}
