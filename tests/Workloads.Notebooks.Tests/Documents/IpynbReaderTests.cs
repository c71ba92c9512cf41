using Workloads.Notebooks.Documents;

namespace Workloads.Notebooks.Tests.Documents;

public class IpynbReaderTests
{
    private static NotebookCell One(string cell, string metadata = "{}") =>
        Assert.Single(IpynbReader.Parse($$"""{"cells":[{{cell}}],"metadata":{{metadata}},"nbformat":4,"nbformat_minor":5}""",
            "a.ipynb").Cells);

    [Fact]
    public void The_source_is_a_text_or_a_list_of_lines()
    {
        var text = One("""{"cell_type":"code","metadata":{},"source":"1\n2"}""");
        var list = One("""{"cell_type":"code","metadata":{},"source":["1\n","2"]}""");

        Assert.Equal("1\n2", text.Source);
        Assert.Equal("1\n2", list.Source);
    }

    [Theory]
    [InlineData("""{"polyglot_notebook":{"kernelName":"fsharp"},"dotnet_interactive":{"language":"html"}}""", "fsharp")]
    [InlineData("""{"dotnet_interactive":{"language":"html"}}""", "html")]
    [InlineData("""{"dotnet_interactive":{"language":"C#"}}""", "csharp")]
    [InlineData("{}", "pwsh")]
    public void A_cells_kernel_is_looked_for_in_the_hosts_order(string metadata, string kernel)
    {
        var cell = One($$"""{"cell_type":"code","metadata":{{metadata}},"source":"1"}""", """{"kernelspec":{"language":"PowerShell"}}""");

        Assert.Equal(kernel, cell.Kernel);
    }

    [Theory]
    [InlineData("markdown", "markdown")]
    [InlineData("raw", "raw")]
    public void Markdown_is_text_and_raw_cells_stay_raw(string type, string kernel)
    {
        var cell = One($$"""{"cell_type":"{{type}}","metadata":{},"source":"1"}""");

        Assert.Equal(kernel, cell.Kernel);
    }

    [Theory]
    [InlineData("{ broken")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"cells":3}""")]
    [InlineData("""{"cells":[{"source":"1"}]}""")]
    [InlineData("""{"cells":[{"cell_type":"code","source":1}]}""")]
    [InlineData("""{"cells":[{"cell_type":"code","source":"\ud800"}]}""")]
    [InlineData("""{"cells":[{"cell_type":"\ud800"}]}""")]
    [InlineData("""{"cells":[],"metadata":{"kernelspec":{"language":"\udc00"}}}""")]
    public void What_is_no_notebook_is_refused_in_one_line(string text)
    {
        var e = Assert.Throws<InvalidNotebookException>(() => IpynbReader.Parse(text, "a.ipynb"));

        Assert.StartsWith("a.ipynb", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }
}
