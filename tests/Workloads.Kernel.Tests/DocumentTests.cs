using Microsoft.DotNet.Interactive.Documents;
using Microsoft.DotNet.Interactive.Documents.Jupyter;
using Workloads.Notebooks.Documents;
using Workloads.Notebooks.Runs;

namespace Workloads.Kernel.Tests;

/// <summary>The kernel's own library for notebooks' files, and ours.</summary>
public sealed class DocumentTests
{
    private static readonly KernelInfoCollection Kernels =
        new() { new("csharp", "C#", ["c#", "C#"]), new("html", "HTML"), new("markdown", "Markdown", ["md"]), new("mermaid", "Mermaid") };

    public static TheoryData<string> Texts =>
    [
        "", "1 + 1", "#!csharp\n\n1\n\n#!markdown\n\n# A\n", "#!csharp\n1\n#!csharp\n2", "#!c#\n\n1", "#!C#\n\n1\n", "#!md\n\n*a*\n",
        "text first\n\n#!csharp\n\n1\n",
        "#!csharp\n\n#!import a.dib\n#!time\n1\n", "#!csharp\n\n\n\n1\n\n\n2\n\n\n", "#!csharp\n\n   1\n", "#!csharp\n\n#!markdown\n\n",
        "#!html\n\n<b>x</b>\n\n#!mermaid\n\ngraph LR\n",
        "#!csharp\n\nvar s = \"\"\"\n    #!csharp\n    \"\"\";\n", "#!csharp \n\n1\n", " #!csharp\n\n1\n",
        "#!csharp\r\n\r\n1\r\n\r\n#!markdown\r\n\r\na\r\n", "#!nonsense\n\n1\n",
        "#!meta\n\n{\"kernelInfo\":{\"defaultKernelName\":\"csharp\",\"items\":[{\"aliases\":[],\"languageName\":\"C#\",\"name\":\"csharp\"}]}}\n\n#!csharp\n\n1\n",
    ];

    public static TheoryData<string> Notebooks => [.. RealNotebooks.Dibs];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_dib_has_the_same_cells_to_both(string text)
    {
        using var scratch = new Scratch();

        AssertSame(CodeSubmission.Parse(text, Kernels), NotebookReader.Read(scratch.Write("a.dib", text)));
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void A_notebook_of_this_repository_has_the_same_cells_to_both_as_dib_and_as_executed(string name)
    {
        var path = RealNotebooks.Path(name);
        var executed = Path.ChangeExtension(path, ".ipynb");

        AssertSame(CodeSubmission.Parse(File.ReadAllText(path), Kernels), NotebookReader.Read(path));
        if (File.Exists(executed))
            AssertSame(Notebook.Parse(File.ReadAllText(executed), Kernels), NotebookReader.Read(executed));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void What_is_written_is_read_by_both_as_the_same(string text)
    {
        using var scratch = new Scratch();
        var document = NotebookReader.Read(scratch.Write("a.dib", text));
        var written = Path.Combine(scratch.Folder, "a.ipynb");

        IpynbWriter.Write(new NotebookRun(document, "a.dib"), written);

        AssertSame(Notebook.Parse(File.ReadAllText(written), Kernels), document);
        AssertSame(Notebook.Parse(File.ReadAllText(written), Kernels), NotebookReader.Read(written));
    }

    // To theirs a document without a cell has an empty one.
    private static void AssertSame(InteractiveDocument theirs, NotebookDocument ours) => Assert.Equal(
        theirs.Elements.Where(element => element.Contents.Length > 0)
            .Select(element => (Kernel(element.KernelName), element.Contents.ReplaceLineEndings("\n"))),
        ours.Cells.Select(cell => (cell.Kernel, cell.Source)));

    private static string Kernel(string? name) => KernelNames.Resolve(name ?? KernelNames.CSharp);
}
