using Workloads.Notebooks.Cells;
using Workloads.Notebooks.Documents;

namespace Workloads.Notebooks.Tests.Cells;

public class CellSplitterTests
{
    private static IReadOnlyList<CellPart> Split(string source, string kernel = "csharp") =>
        CellSplitter.Split(new NotebookCell(kernel, source));

    [Fact]
    public void An_import_divides_the_code_around_it_and_lines_keep_their_numbers()
    {
        var parts = Split("var a = 1;\n\n#!import ../setup.dib\nvar b = 2;");

        Assert.Equal([new CodePart(1, "var a = 1;\n"), new ImportPart(3, "../setup.dib"), new CodePart(4, "var b = 2;")], parts);
    }

    [Fact]
    public void A_quoted_path_loses_its_quotes()
    {
        var parts = Split("#!import \"a folder/x.dib\"");

        Assert.Equal([new ImportPart(1, "a folder/x.dib")], parts);
    }

    [Theory]
    [InlineData("""#r "nuget: A.B, 1.2.3" """, "A.B", "1.2.3")]
    [InlineData("""#r "nuget:A.B,1.2.3-beta" """, "A.B", "1.2.3-beta")]
    [InlineData("""#r "nuget: A.B" """, "A.B", null)]
    public void A_package_is_taken_out_of_the_code(string line, string name, string? version)
    {
        var parts = Split($"{line}\nvar a = 1;");

        Assert.Equal([new PackagePart(1, name, version), new CodePart(1, "\nvar a = 1;")], parts);
    }

    [Fact]
    public void A_reference_to_a_file_is_code()
    {
        var parts = Split("#r \"x.dll\"");

        Assert.Equal([new CodePart(1, "#r \"x.dll\"")], parts);
    }

    [Fact]
    public void A_cell_may_change_its_kernel_on_the_way()
    {
        var parts = Split("1\n#!markdown\n# A\n#!csharp\n2");

        Assert.Equal([new CodePart(1, "1"), new ContentPart(3, "markdown", "# A"), new CodePart(5, "2")], parts);
    }

    [Theory]
    [InlineData("1\n#!share x --from fsharp", 2, "#!share x --from fsharp")]
    [InlineData("#!set --name x --value 1", 1, "#!set")]
    [InlineData("#!nonsense", 1, "#!nonsense")]
    [InlineData("1\n2\n#!fsharp\nlet x = 1", 3, "fsharp")]
    [InlineData("#!import", 1, "no file")]
    [InlineData("#r \"nuget: \"", 1, "no package")]
    public void A_directive_that_cannot_be_followed_is_named_with_its_line(string source, int line, string said)
    {
        var e = Assert.Throws<DirectiveException>(() => Split(source));

        Assert.Equal(line, e.Line);
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("  #!time\n1")]
    [InlineData("\t#!import a.dib")]
    [InlineData(" #r \"nuget: A.B\"")]
    [InlineData("var s = \"\"\"\n#!nonsense\n\"\"\";")]
    [InlineData("var s = $\"\"\"\n{1}\n#!nonsense\n\"\"\";")]
    [InlineData("var s = @\"\n#!nonsense\n\";")]
    [InlineData("var s = $@\"{1}\n#!nonsense\n\";")]
    [InlineData("/*\n#!nonsense\n#r \"nuget: A.B\"\n*/\n1")]
    [InlineData("/**\n#!nonsense\n*/\n1")]
    public void What_does_not_begin_its_line_or_stands_in_a_string_or_a_comment_is_no_directive(string source) =>
        Assert.Equal([new CodePart(1, source)], Split(source));

    [Theory]
    [InlineData("var s = \"\"\"\n    text\n    \"\"\";")]
    [InlineData("var s = @\"a\nb\";")]
    [InlineData("/* a\nb */")]
    [InlineData("var at = \"a@b\";")]
    public void After_the_end_of_a_string_or_a_comment_a_directive_is_one_again(string text)
    {
        var parts = Split($"{text}\n#!import a.dib");

        Assert.Equal(new ImportPart(text.Split('\n').Length + 1, "a.dib"), parts[^1]);
    }

    [Fact]
    public void A_comment_behind_a_directive_is_none_of_its_words()
    {
        Assert.Equal([new TimePart(1), new CodePart(2, "1")], Split("#!time // how long it takes\n1"));
        Assert.Equal([new ImportPart(1, "a//b.dib")], Split("#!import a//b.dib"));
    }

    [Fact]
    public void A_cell_for_another_kernel_is_refused()
    {
        var e = Assert.Throws<DirectiveException>(() => Split("let x = 1", "fsharp"));

        Assert.Contains("'fsharp'", e.Message, StringComparison.Ordinal);
    }
}
