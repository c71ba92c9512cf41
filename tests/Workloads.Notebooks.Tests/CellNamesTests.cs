namespace Workloads.Notebooks.Tests;

/// <summary>
/// What a cell can name and what becomes of what it shows, in one notebook, since starting a process for each would take long.
/// </summary>
public sealed class CellNamesTests : IAsyncLifetime
{
    private static readonly (string Name, string Source)[] Cells =
    [
        ("result", "1 + 1"),
        ("text", "\"<b>\""),
        ("null", "(string)null"),
        ("nothing", "var quiet = 1;"),
        ("awaited", "await Task.FromResult(\"later\")"),
        ("display", "\"shown\".Display(); HTML(\"<i>x</i>\").Display(); display(3); \"raw\".DisplayAs(\"text/plain\");"),
        ("console", "Console.Write(\"a\"); Console.Error.Write(\"b\"); Console.WriteLine(\"c\");"),
        ("imports",
            "var sb = new StringBuilder(); ArrayList l = new(); List<int> g = [1]; Task t = Task.CompletedTask; g.Select(x => x).Sum()"),
        ("framework", "System.Text.Json.JsonSerializer.Serialize(new System.Collections.Concurrent.ConcurrentBag<int> { 1 })"),
        ("live", "using Microsoft.DotNet.Interactive;\nvar h = KernelInvocationContext.Current.Display(\"0 %\", \"text/plain\"); h.Update(\"50 %\"); h.Update(\"100 %\");"),
        ("later", "h.Update(\"changed later\");"),
        ("token", "KernelInvocationContext.Current.CancellationToken.IsCancellationRequested"),
        ("flows", "await Task.Run(() => Microsoft.DotNet.Interactive.KernelInvocationContext.Current is not null)"),
        ("registered",
            "using Microsoft.DotNet.Interactive.Formatting;\nrecord Duck(string Name);\nFormatter.Register<Duck>(d => $\"<p>{d.Name}</p>\", \"text/html\");\nnew Duck(\"Donald\")"),
        ("tosvg",
            "class Drawn { public string ToSvg() => \"<svg xmlns='http://www.w3.org/2000/svg'><title>A &amp; B</title></svg>\"; }\nnew Drawn()"),
        ("convention", """
            class TypeFormatterSourceAttribute : Attribute { public TypeFormatterSourceAttribute(Type t) => FormatterSourceType = t; public Type FormatterSourceType { get; } public string[] PreferredMimeTypes { get; set; } }
            public class Source { public IEnumerable<object> CreateTypeFormatters() { yield return new HtmlOf(); } }
            public class HtmlOf { public string MimeType => "text/html"; public bool Format(object value, System.IO.TextWriter writer) { writer.Write("<b>by convention</b>"); return true; } }
            [TypeFormatterSource(typeof(Source), PreferredMimeTypes = new[] { "text/html" })] class Shown;
            new Shown()
            """),
        ("several", "1\n#!import more.dib\nfromMore"),
        ("timed", "#!time // how long it takes\n1"),
        ("annotations",
            "using System.ComponentModel.DataAnnotations;\npublic class Order { [Required, Range(1, 9)] public int Count { get; set; } }\nvar order = new Order { Count = 12 };\nValidator.TryValidateObject(order, new ValidationContext(order), null, true)"),
        ("money",
            "1234.5.ToString(\"C\", System.Globalization.CultureInfo.GetCultureInfo(\"en-US\")) + \" \" + 1234.5.ToString(\"N2\", new System.Globalization.CultureInfo(\"de-DE\"))"),
        ("once", "display(\"once\")"),
        ("union", "var union = new HashSet<int> { 1, 2 };\nunion.UnionWith(new[] { 2, 3 });\nunion.Count"),
        ("background", "_ = Task.Run(async () => { await Task.Delay(200); Console.Write(\"too late\"); });"),
        ("after", "await Task.Delay(600); Console.Write(\"in time\");"),
        ("taken", "Console.SetOut(new System.IO.StringWriter()); Console.Write(\"into the writer\");"),
        ("given back", "Console.Write(\"seen again\");"),
        ("warned", "try { } catch (Exception unused) { }"),
        ("password",
            "Func<Task> ask = async () => Console.Write(await GetPasswordAsync(\"who?\"));\ntry { await ask(); } catch (Exception e) { Console.Write(e.Message); }"),
        ("native", "System.Diagnostics.Process.Start(\"echo\", \"from a child\").WaitForExit();"),
        ("input", "Console.ReadLine() is null"),
        ("folder", "System.IO.Path.GetFileName(Environment.CurrentDirectory)"),
        ("view", "using static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;\nvar view = div(b(\"bold\"), span(\"plain\"));\nview.Display();"),
        ("plain", "#!markdown\n# In between"),
    ];

    private readonly Scratch _scratch = new();
    private Dictionary<string, ExecutedCell> _cells = [];
    private RunResult? _result;

    public async ValueTask InitializeAsync()
    {
        _scratch.WriteCells("here/names.dib", Cells.Select(c => c.Source));
        _scratch.Write("here/more.dib",
            "#!markdown\n\n# Imported\n\n#!csharp\n\n#!import deeper/most.cs\n\n#!csharp\n\nvar fromMore = fromMost + 1;\n");
        _scratch.Write("here/deeper/most.cs", "var fromMost = 41;");
        // Cells that a .dib would divide at their header are written as .ipynb.
        _scratch.Write("here/names.ipynb", System.Text.Json.JsonSerializer.Serialize(new
        {
            cells = Cells.Select(c => new { cell_type = "code", metadata = new { }, source = c.Source }),
            metadata = new { },
            nbformat = 4,
            nbformat_minor = 5,
        }));
        _result = await RunnerProgram.RunAsync(_scratch, "here/names.ipynb");
        _cells = Cells.Zip(RunnerProgram.Cells(_scratch, "here/names"))
            .ToDictionary(p => p.First.Name, p => p.Second, StringComparer.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact(Timeout = 120_000)]
    public Task Cells_see_the_kernels_names_and_show_what_they_would_show_there()
    {
        Assert.Equal("", _result!.Error);
        Assert.True(_result.ExitCode == 0, _result.All);
        Assert.Contains("2", Assert.Single(_cells["result"].Values("text/html")), StringComparison.Ordinal);
        Assert.Equal(["<b>"], _cells["text"].Values("text/plain"));
        Assert.Contains("null", Assert.Single(_cells["null"].Values("text/html")), StringComparison.Ordinal);
        Assert.Empty(_cells["nothing"].Outputs);
        Assert.Equal(["later"], _cells["awaited"].Values("text/plain"));
        Assert.Equal(["shown", "raw"], _cells["display"].Values("text/plain"));
        Assert.Equal("<i>x</i>", _cells["display"].Values("text/html")[0]);
        Assert.Equal(["stdout", "stderr", "stdout"], _cells["console"].Outputs.Select(o => o.GetProperty("name").GetString()));
        Assert.Contains("1", Assert.Single(_cells["imports"].Values("text/html")), StringComparison.Ordinal);
        Assert.Equal(["[1]"], _cells["framework"].Values("text/plain"));
        Assert.Equal(["100 %"], _cells["live"].Values("text/plain"));
        Assert.Equal(["changed later"], _cells["later"].Values("text/plain"));
        Assert.Contains("False", Assert.Single(_cells["token"].Values("text/html")), StringComparison.Ordinal);
        Assert.Contains("True", Assert.Single(_cells["flows"].Values("text/html")), StringComparison.Ordinal);
        Assert.Equal(["<p>Donald</p>"], _cells["registered"].Values("text/html"));
        Assert.Single(_cells["tosvg"].Values("text/html"));
        Assert.Equal(["<svg xmlns='http://www.w3.org/2000/svg'><title>A &amp; B</title></svg>"], _cells["tosvg"].Values("image/svg+xml"));
        Assert.Equal(["<b>by convention</b>"], _cells["convention"].Values("text/html"));
        Assert.Equal(["# Imported"], _cells["several"].Values("text/markdown"));
        Assert.Equal(2, _cells["several"].Values("text/html").Count);
        Assert.Contains("42", _cells["several"].Values("text/html")[1], StringComparison.Ordinal);
        Assert.Matches("^Wall time: [0-9.]+ms$", Assert.Single(_cells["timed"].Values("text/plain")));
        Assert.Contains("False", Assert.Single(_cells["annotations"].Values("text/html")), StringComparison.Ordinal);
        Assert.Equal(["$1,234.50 1.234,50"], _cells["money"].Values("text/plain"));
        Assert.Single(_cells["once"].Outputs);
        Assert.Contains("3", Assert.Single(_cells["union"].Values("text/html")), StringComparison.Ordinal);
        Assert.Equal(["<div><b>bold</b><span>plain</span></div>"], _cells["view"].Values("text/html"));
        Assert.Empty(_cells["background"].Outputs);
        Assert.Equal("in time", _cells["after"].Stream());
        Assert.Empty(_cells["taken"].Outputs);
        Assert.Equal("seen again", _cells["given back"].Stream());
        Assert.StartsWith("Warning: names.ipynb, cell ", _cells["warned"].Stream("stderr"), StringComparison.Ordinal);
        Assert.Contains("line 1: CS0168: ", _cells["warned"].Stream("stderr"), StringComparison.Ordinal);
        Assert.Equal("The cell asks for input (who?), and nobody is there to answer.", _cells["password"].Stream());
        Assert.Equal("from a child\n", _cells["native"].Stream());
        Assert.Contains("True", Assert.Single(_cells["input"].Values("text/html")), StringComparison.Ordinal);
        Assert.Equal(["here"], _cells["folder"].Values("text/plain"));
        Assert.Equal(["# In between"], _cells["plain"].Values("text/markdown"));
        NbFormat.AssertValid(_scratch.Read("out/here/names.ipynb"));
        return Task.CompletedTask;
    }
}
