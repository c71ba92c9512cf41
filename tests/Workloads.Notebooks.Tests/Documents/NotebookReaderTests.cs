using System.Text;
using Workloads.Notebooks.Documents;

namespace Workloads.Notebooks.Tests.Documents;

public class NotebookReaderTests
{
    [Fact]
    public void A_byte_order_mark_is_no_content()
    {
        using var scratch = new Scratch();
        var path = Path.Combine(scratch.Folder, "a.dib");
        File.WriteAllText(path, "#!csharp\n\n1", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        var notebook = NotebookReader.Read(path);

        Assert.Equal("1", Assert.Single(notebook.Cells).Source);
    }

    [Theory]
    [InlineData("a.dib", new byte[] { 0x23, 0x21, 0xff, 0xfe, 0x80 })]
    [InlineData("a.dib", new byte[] { 0x31, 0x00, 0x32 })]
    [InlineData("a.txt", new byte[] { 0x31 })]
    public void Rubbish_is_refused(string name, byte[] content)
    {
        using var scratch = new Scratch();
        var path = Path.Combine(scratch.Folder, name);
        File.WriteAllBytes(path, content);

        var e = Assert.Throws<InvalidNotebookException>(() => NotebookReader.Read(path));

        Assert.Contains("not a notebook", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var e = Assert.Throws<InvalidNotebookException>(() => NotebookReader.Read("nowhere/a.dib"));

        Assert.Equal("nowhere/a.dib: there is no such file.", e.Message);
    }
}
