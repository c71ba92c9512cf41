using System.Text.Encodings.Web;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Workloads.Notebooks.Documents;
using Workloads.Notebooks.Pages;
using Workloads.Notebooks.Runs;

namespace Workloads.Notebooks.Tests.Documents;

/// <summary>
/// Whatever a notebook's cells, metadata and name are: its executed form is valid and has them all, and its page's links lead somewhere.
/// </summary>
public sealed class AnyNotebookTests : IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Words =
        ["a", "ümlaut", "x y", "tags", "jupyter", "language", "kernelName", "vscode", "\"", "\\", "</script>", "\u2028", "\0", "1"];

    // What a file may be called that runs: anything but a separator, and no longer than a file system takes.
    private static readonly Gen<string> Name =
        Gen.Elements("a", "B", "0", " ", ".", "-", "#", "?", "%", "%23", "\"", "'", "&", "<", ">", "[", "]", "(", ")", "{", "}", "*", "~",
            "$", ";", ",", "=", "+", "@", "ü", "日", "🦆", "\\", "index", "http:")
        .NonEmptyListOf().Where(pieces => pieces.Count < 10).Select(pieces => string.Concat(pieces).Trim(' ', '.'))
            .Where(name => name.Length > 0);

    private static readonly Gen<object?> Value = Gen.Sized(ValueOf);

    private static readonly Gen<Dictionary<string, object?>> Bag = Gen.Zip(Gen.Elements(Words), Value).ListOf()
        .Select(pairs => pairs.DistinctBy(pair => pair.Item1).Where(pair => pair.Item1 is not ("tags" or "jupyter"))
            .ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal));

    private static readonly Gen<string[]> Tags =
        Gen.Elements("parameters", "raises-exception", "skip-execution", "hide-input", "mine").ListOf()
            .Select(tags => tags.Distinct(StringComparer.Ordinal).ToArray());

    private static readonly Gen<string> Source = Gen.Elements(
        "", "1 + 1", "# Title\n", "## Part two\n", "[next](next.dib#next) ", "[file](<a file.txt>) ", "![dot](attachment:dot.png) ",
        "![dot](dot%23.png) ", "<img src='dot%23.png'>", "<a href=\"next.dib\">n</a>",
        "| | b |\n|---|---|\n| 1 | 2 |\n", "var x = 1;", "throw new Exception();", "#!import next.dib", "```\n[x](nowhere.dib)\n```\n",
        "[^1]", "<b", "\ud83e\udd86").ListOf().Select(pieces => string.Join('\n', pieces));

    private static readonly Gen<Dictionary<string, object?>> Cell =
        Gen.Zip(Gen.Elements("markdown", "code", "raw"), Gen.Zip(Source, Gen.Zip(Bag, Gen.Zip(Tags, Gen.Choose(0, 1))))).Select(parts =>
        {
            var (type, (source, (metadata, (tags, attached)))) = parts;
            if (tags.Length > 0)
                metadata["tags"] = tags;
            var cell = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["cell_type"] = type,
                ["metadata"] = metadata,
                ["source"] = source
            };
            if (type == "code")
                (cell["outputs"], cell["execution_count"]) = (Array.Empty<object>(), null);
            else if (attached == 1)
                cell["attachments"] =
                    new Dictionary<string, object> { ["dot.png"] = new Dictionary<string, string> { ["image/png"] = "AAAA" } };
            return cell;
        });

    private readonly Scratch _scratch = new();

    public AnyNotebookTests()
    {
        _scratch.Write("in/next.dib", "#!markdown\n\n# Next\n");
        _scratch.Write("in/a file.txt", "x");
        _scratch.Write("in/dot#.png", "x");
    }

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void An_executed_notebook_is_valid_and_keeps_cells_and_metadata_and_every_link_of_its_page_is_found()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Names are freer elsewhere.");

        Prop.ForAll(Gen.Zip(Name, Gen.Zip(Cell.ListOf(), Bag)).ToArbitrary(),
            any => AssertKept(any.Item1, [.. any.Item2.Item1], any.Item2.Item2))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact(Timeout = 300_000)]
    public async Task Many_notebooks_run_to_their_end_and_show_no_stack_trace_of_the_runners_own()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Names are freer elsewhere.");
        var notebooks = Gen.Zip(Name, Cell.ListOf()).Sample(20, 15).DistinctBy(notebook => notebook.Item1).ToList();
        foreach (var (name, cells) in notebooks)
            _scratch.Write($"in/{name}.ipynb",
                JsonSerializer.Serialize(new { cells, metadata = new { }, nbformat = 4, nbformat_minor = 5 }, Json));

        var result = await RunnerProgram.RunAsync(_scratch, "in", "--keep-going");

        Assert.Empty(result.Error);
        Assert.InRange(result.ExitCode, 0, 1);
        var executed = Directory.EnumerateFiles(Path.Combine(_scratch.Folder, "out", "in"), "*.ipynb").Select(File.ReadAllText).ToList();
        Assert.Equal(notebooks.Count + 1, executed.Count);
        Assert.All(executed, text =>
        {
            NbFormat.AssertValid(text);
            Assert.DoesNotContain("Workloads.Notebooks.", text, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        });
    }

    private void AssertKept(string name, List<Dictionary<string, object?>> cells, Dictionary<string, object?> metadata)
    {
        var path = _scratch.Write($"in/{name}.ipynb",
            JsonSerializer.Serialize(new { cells, metadata, nbformat = 4, nbformat_minor = 5 }, Json));
        var run = new NotebookRun(NotebookReader.Read(path), $"in/{name}.ipynb");
        var next = new NotebookRun(NotebookReader.Read(Path.Combine(_scratch.Folder, "in", "next.dib")), "in/next.dib");
        var output = Path.Combine(_scratch.Folder, Guid.NewGuid().ToString("N"));
        var site = new Site(output, [run, next], []);

        site.Write(run);
        site.Write(next);
        site.WriteIndex();

        var executed = File.ReadAllText(
            Directory.EnumerateFiles(output, "*.ipynb", SearchOption.AllDirectories)
                .Single(file => Path.GetFileName(file) != "next.ipynb"));
        NbFormat.AssertValid(executed);
        using var json = JsonDocument.Parse(executed);
        AssertHolds(json.RootElement.GetProperty("metadata"), metadata);
        foreach (var (written, cell) in json.RootElement.GetProperty("cells").EnumerateArray().Zip(cells))
        {
            Assert.Equal(cell["cell_type"], written.GetProperty("cell_type").GetString());
            Assert.Equal(cell["source"], string.Concat(written.GetProperty("source").EnumerateArray().Select(line => line.GetString())));
            AssertHolds(written.GetProperty("metadata"), (Dictionary<string, object?>)cell["metadata"]!);
            Assert.Equal(cell.ContainsKey("attachments"), written.TryGetProperty("attachments", out _));
        }

        Assert.All(Directory.EnumerateFiles(output, "*.html", SearchOption.AllDirectories),
            page => PageAddresses.AssertFound(page, "attachment:dot.png"));
        Directory.Delete(output, recursive: true);
        File.Delete(path);
    }

    private static void AssertHolds(JsonElement written, Dictionary<string, object?> all)
    {
        foreach (var (name, value) in all)
            Assert.Equal(JsonSerializer.Serialize(value, Json), JsonSerializer.Serialize(written.GetProperty(name), Json));
    }

    private static Gen<object?> ValueOf(int size)
    {
        var simple = Gen.OneOf(
            Gen.Constant<object?>(null),
            Gen.Elements<object?>(true, false, 0, -1, 1.5, long.MaxValue),
            Gen.Elements(Words).Select(word => (object?)word));
        return size <= 1
            ? simple
            : Gen.OneOf(
                simple,
                Gen.Sized(_ => ValueOf(size / 4)).ListOf(3).Select(items => (object?)items.ToArray()),
                Gen.Zip(Gen.Elements(Words), ValueOf(size / 4))
                    .Select(pair => (object?)new Dictionary<string, object?> { [pair.Item1] = pair.Item2 }));
    }
}
