using Workloads.Notebooks.Documents;

namespace Workloads.Notebooks.Tests.Documents;

public class DibReaderTests
{
    private static (string Kernel, string Source)[] Parse(string text) =>
        [.. DibReader.Parse(text, "a.dib").Cells.Select(c => (c.Kernel, c.Source))];

    [Fact]
    public void Cells_begin_at_lines_that_are_exactly_a_kernels_name()
    {
        var cells = Parse("#!csharp\n\n1\n\n#!md\n\n# A\n\n#!c#\n2\n#!C#\n3\n#!html\n<b>\n#!mermaid\ngraph\n");

        Assert.Equal([("csharp", "1"), ("markdown", "# A"), ("csharp", "2"), ("csharp", "3"), ("html", "<b>"), ("mermaid", "graph")],
            cells);
    }

    [Theory]
    [InlineData("#!csharp ")]
    [InlineData(" #!csharp")]
    [InlineData("#!import x.dib")]
    [InlineData("#!time")]
    [InlineData("#!CSharp")]
    public void Any_other_line_of_that_kind_is_content(string line)
    {
        var cells = Parse($"#!csharp\n\n1\n{line}\n2");

        Assert.Equal([("csharp", $"1\n{line}\n2")], cells);
    }

    [Fact]
    public void Blank_lines_around_a_cell_go_and_those_within_stay()
    {
        var cells = Parse("#!csharp\n\n\n1\n\n2\n\n\n\n#!csharp\n\n\n#!csharp\n   \n");

        Assert.Equal([("csharp", "1\n\n2"), ("csharp", "   ")], cells);
    }

    [Fact]
    public void Text_before_the_first_header_is_for_the_default_kernel()
    {
        var cells = Parse("1 + 1\n\n#!markdown\n\ntext");

        Assert.Equal([("csharp", "1 + 1"), ("markdown", "text")], cells);
    }

    [Fact]
    public void The_header_names_the_default_kernel_and_further_ones()
    {
        var cells =
            Parse("#!meta\n\n{\"kernelInfo\":{\"defaultKernelName\":\"fsharp\",\"items\":[{\"name\":\"duck\",\"aliases\":[\"d\"]}]}}\n\n#!d\n\nquack\n");

        Assert.Equal([("duck", "quack")], cells);
    }

    [Fact]
    public void Line_ends_of_other_systems_are_line_ends()
    {
        var cells = Parse("#!csharp\r\n\r\n1\r\n2\r\n\r\n#!markdown\r\n\r\nx");

        Assert.Equal([("csharp", "1\n2"), ("markdown", "x")], cells);
    }

    [Theory]
    [InlineData("""{"kernelInfo":{"defaultKernelName":null,"items":[]}}""")]
    [InlineData("""{"kernelInfo":{"items":[{"name":"duck","aliases":[null,""]},{"name":null}]}}""")]
    [InlineData("{}")]
    public void A_header_may_leave_out_what_it_does_not_say(string header)
    {
        var cells = Parse($"#!meta\n\n{header}\n\n#!\n1");

        Assert.Equal([("csharp", "#!\n1")], cells);
    }

    [Theory]
    [InlineData("{ nonsense")]
    [InlineData("3")]
    [InlineData("""{"kernelInfo":3}""")]
    [InlineData("""{"kernelInfo":{"defaultKernelName":3}}""")]
    [InlineData("""{"kernelInfo":{"defaultKernelName":"\ud800"}}""")]
    [InlineData("""{"kernelInfo":{"items":[{"name":"duck","aliases":[3]}]}}""")]
    public void A_header_that_is_none_is_refused(string header)
    {
        var e = Assert.Throws<InvalidNotebookException>(() => Parse($"#!meta\n\n{header}\n\n#!csharp\n\n1"));

        Assert.StartsWith("a.dib: not a notebook", e.Message, StringComparison.Ordinal);
    }
}
