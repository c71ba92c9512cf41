using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Workloads.Notebooks.Tests;

/// <summary>What strangers' notebooks hold, run by the program as a reader starts it.</summary>
public class CaseTests
{
    private const int TimeLimit = 180_000;

    private const string Dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Notebook(string cells,
        string metadata = """{"kernelspec":{"display_name":".NET (C#)","language":"C#","name":".net-csharp"}}""") =>
        $$"""{"cells":[{{cells}}],"metadata":{{metadata}},"nbformat":4,"nbformat_minor":5}""";

    [Fact(Timeout = TimeLimit)]
    public async Task A_raw_cell_stays_raw_and_is_not_run()
    {
        using var scratch = new Scratch();
        scratch.Write("a.ipynb", Notebook("""
            {"cell_type":"raw","id":"front","metadata":{"format":"text/html"},"source":"---\ntitle: <A> page\n---"},
            {"cell_type":"code","execution_count":null,"id":"answer","metadata":{},"outputs":[],"source":"6 * 7"}
            """));

        var result = await RunnerProgram.RunAsync(scratch, "a.ipynb");

        Assert.Equal(0, result.ExitCode);
        var cells = RunnerProgram.Cells(scratch, "a");
        Assert.Equal("raw", cells[0].Json.GetProperty("cell_type").GetString());
        Assert.Equal("text/html", cells[0].Json.GetProperty("metadata").GetProperty("format").GetString());
        Assert.Equal("---\ntitle: <A> page\n---", cells[0].Source);
        Assert.Equal(1, cells[1].Json.GetProperty("execution_count").GetInt32());
        Assert.Contains("title: &lt;A&gt; page", scratch.Read("out/a.html"), StringComparison.Ordinal);
        NbFormat.AssertValid(scratch.Read("out/a.ipynb"));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Attachments_are_on_the_page_and_metadata_survive_whole()
    {
        using var scratch = new Scratch();
        scratch.Write("a.ipynb", Notebook(
            $$$"""
            {"cell_type":"markdown","id":"pic","metadata":{"mine":{"deep":[1,null,"x"]}},"source":"![dot](attachment:a%20dot.png) <img alt='raw' src='attachment:a dot.png'>","attachments":{"a dot.png":{"image/png":"{{{Dot}}}"} } },
            {"cell_type":"code","execution_count":7,"id":"one","metadata":{"tags":["kept"],"vscode":{"languageId":"csharp"},"dotnet_interactive":{"language":"csharp","more":1}},"outputs":[],"source":"1"}
            """,
            """{"kernelspec":{"display_name":"My .NET","language":"C#","name":".net-csharp","env":{}},"language_info":{"name":"C#","version":"99"},"widgets":{"state":{"a":1e999}},"title":"T"}"""));

        var result = await RunnerProgram.RunAsync(scratch, "a.ipynb");

        Assert.Equal(0, result.ExitCode);
        var executed = scratch.Read("out/a.ipynb");
        NbFormat.AssertValid(executed);
        using var json = JsonDocument.Parse(executed);
        var metadata = json.RootElement.GetProperty("metadata");
        Assert.Equal("""{"display_name":"My .NET","language":"C#","name":".net-csharp","env":{}}""",
            Compact(metadata.GetProperty("kernelspec")));
        Assert.Equal("""{"name":"C#","version":"99"}""", Compact(metadata.GetProperty("language_info")));
        Assert.Equal("""{"state":{"a":1e999}}""", Compact(metadata.GetProperty("widgets")));
        Assert.Equal("T", metadata.GetProperty("title").GetString());
        var cells = RunnerProgram.Cells(scratch, "a");
        Assert.Equal("""{"mine":{"deep":[1,null,"x"]}}""", Compact(cells[0].Json.GetProperty("metadata")));
        Assert.Equal(Dot, cells[0].Json.GetProperty("attachments").GetProperty("a dot.png").GetProperty("image/png").GetString());
        Assert.Equal(
            """{"dotnet_interactive":{"language":"csharp","more":1},"polyglot_notebook":{"kernelName":"csharp"},"tags":["kept"],"vscode":{"languageId":"csharp"}}""",
            Compact(cells[1].Json.GetProperty("metadata")));
        Assert.Equal(2, Regex.Count(scratch.Read("out/a.html"), Regex.Escape($"data:image/png;base64,{Dot}")));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_cell_that_is_marked_to_fail_shows_its_error_and_the_next_one_runs()
    {
        using var scratch = new Scratch();
        scratch.Write("a.ipynb", Notebook("""
            {"cell_type":"code","id":"fails","metadata":{"tags":["raises-exception"]},"source":"throw new InvalidOperationException(\"as the text says\");"},
            {"cell_type":"code","id":"nonsense","metadata":{"tags":["raises-exception"]},"source":"does not compile"},
            {"cell_type":"code","id":"omitted","metadata":{"tags":["skip-execution"]},"source":"Environment.Exit(9)"},
            {"cell_type":"code","id":"after","metadata":{},"source":"Console.Write(6 * 7)"}
            """));

        var result = await RunnerProgram.RunAsync(scratch, "a.ipynb");

        Assert.Equal(0, result.ExitCode);
        var cells = RunnerProgram.Cells(scratch, "a");
        Assert.Equal("as the text says", cells[0].Error);
        Assert.StartsWith("CS", cells[1].Error, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, cells[2].Json.GetProperty("execution_count").ValueKind);
        Assert.Equal("42", cells[3].Stream());
        Assert.Contains("1 notebook: 1 ran", scratch.Read("out/index.html"), StringComparison.Ordinal);
        Assert.DoesNotContain("as the text says", scratch.Read("out/index.html"), StringComparison.Ordinal);
        Assert.Contains("as the text says", scratch.Read("out/a.html"), StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task JSON_is_shown_as_JSON_and_what_is_none_as_text()
    {
        using var scratch = new Scratch();
        scratch.WriteCells("a.dib", "\"{\\\"a\\\": [1, 2]}\".DisplayAs(\"application/json\");", "\"[1,\".DisplayAs(\"application/json\");",
            "\"{\\\"b\\\":null}\".DisplayAs(\"application/vnd.my.type+json\");");

        var result = await RunnerProgram.RunAsync(scratch, "a.dib");

        Assert.Equal(0, result.ExitCode);
        var shown = RunnerProgram.Cells(scratch, "a").Select(cell => Compact(Assert.Single(cell.Outputs).GetProperty("data")));
        Assert.Equal(["""{"application/json":{"a":[1,2]}}""", """{"application/json":["[1,"]}""",
            """{"application/vnd.my.type+json":{"b":null}}"""], shown);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Files_with_any_name_run_and_every_link_leads_somewhere()
    {
        using var scratch = new Scratch();
        string[] names = ["Intro to C#", "100 % ?", "it's \"quoted\"", "a&b;c", "ümlaut", "x#y.z", "<b>"];
        if (OperatingSystem.IsWindows())
            names = ["Intro to C#", "100 %", "a&b;c", "ümlaut", "x#y.z"];
        scratch.Write("in/next.dib", "#!markdown\n\n# Next\n\n## Part two\n\n#!csharp\n\n2 + 2\n");
        scratch.Write("in/data (1).csv", "a,b");
        await File.WriteAllBytesAsync(Path.Combine(scratch.Folder, "in", "a dot#1.png"), Convert.FromBase64String(Dot),
            TestContext.Current.CancellationToken);
        foreach (var name in names)
        {
            scratch.Write($"in/{name}.dib", $"""
                #!markdown

                # {System.Net.WebUtility.HtmlEncode(name)}

                Go on with [part two](next.dib#part-two), [the first]({Uri.EscapeDataString(names[0] + ".dib")}), [its run form](next.ipynb) or [the data](<data (1).csv>), <a href="next.dib?x=1#next">again</a>.
                ![a dot](a%20dot%231.png) [away](https://example.org/a.dib) [here](#cell-2) [nowhere](missing.dib)

                #!csharp

                1 + 1
                """);
        }

        var result = await RunnerProgram.RunAsync(scratch, "in");

        Assert.True(result.ExitCode == 0, result.All);
        var pages = Directory.EnumerateFiles(Path.Combine(scratch.Folder, "out"), "*.html", SearchOption.AllDirectories).ToList();
        Assert.Equal(names.Length + 2, pages.Count);
        Assert.All(pages, page => PageAddresses.AssertFound(page, except: ["missing.dib"]));
        var first = await File.ReadAllTextAsync(Path.Combine(scratch.Folder, "out", "in", $"{names[0]}.html"),
            TestContext.Current.CancellationToken);
        Assert.Contains("href=\"next.html#part-two\"", first, StringComparison.Ordinal);
        Assert.Contains("href=\"next.html?x=1#next\"", first, StringComparison.Ordinal);
        Assert.Contains("href=\"next.html\"", first, StringComparison.Ordinal);
        Assert.Contains($"src=\"data:image/png;base64,{Dot}\"", first, StringComparison.Ordinal);
        Assert.Contains("href=\"in/Intro%20to%20C%23.html\"", scratch.Read("out/index.html"), StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Papermills_tag_marks_the_parameters_too()
    {
        using var scratch = new Scratch();
        scratch.Write("a.ipynb", Notebook("""
            {"cell_type":"code","id":"p","metadata":{"tags":["parameters"]},"source":"var callers = 1;"},
            {"cell_type":"code","id":"u","metadata":{},"source":"Console.Write(callers)"}
            """));

        var result = await RunnerProgram.RunAsync(scratch, "a.ipynb", "--set", "callers=5");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("5", RunnerProgram.Cells(scratch, "a")[1].Stream());
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_notebook_of_the_third_format_is_converted_and_older_and_newer_ones_are_named()
    {
        using var scratch = new Scratch();
        scratch.Write("n/three.ipynb", """
            {"metadata":{"name":"old","kernelspec":{"language":"C#"}},"nbformat":3,"nbformat_minor":0,"worksheets":[{"metadata":{},"cells":[
            {"cell_type":"heading","level":2,"metadata":{},"source":["A title"]},
            {"cell_type":"code","collapsed":false,"input":["Console.Write(\n","6 * 7)"],"language":"csharp","metadata":{},"outputs":[],"prompt_number":1}]}]}
            """);
        scratch.Write("n/two.ipynb", """{"nbformat":2,"worksheets":[]}""");
        scratch.Write("n/nan.ipynb", "{\"cells\":[],\n \"metadata\": {\"loss\": NaN},\n\"nbformat\":4}");
        scratch.Write("n/infinity.ipynb", "{\"cells\":[],\n \"metadata\": {\"löss\": -Infinity},\n\"nbformat\":4}");

        var result = await RunnerProgram.RunAsync(scratch, "n");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("two.ipynb: nbformat 2 cannot be read; 3 and 4 can.", result.Error.Split('\n'));
        Assert.Contains("nan.ipynb: not a notebook: NaN in line 2 is no number of JSON; null can stand there.", result.Error.Split('\n'));
        Assert.Contains("infinity.ipynb: not a notebook: -Infinity in line 2 is no number of JSON; null can stand there.",
            result.Error.Split('\n'));
        var cells = RunnerProgram.Cells(scratch, "n/three");
        Assert.Equal("## A title", cells[0].Source);
        Assert.Equal("42", cells[1].Stream());
        NbFormat.AssertValid(scratch.Read("out/n/three.ipynb"));
    }

    private static string Compact(JsonElement json) => JsonSerializer.Serialize(json, s_json);
}
