using Workloads.Notebooks.Claims;
using Workloads.Notebooks.Documents;
using Workloads.Notebooks.Pages;
using Workloads.Notebooks.Runs;

namespace Workloads.Notebooks.Tests.Pages;

public sealed class BackgroundTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public void A_page_names_the_sections_that_it_tries_and_the_sources_of_what_its_cells_name()
    {
        _scratch.Write("Workloads.sln", "");
        _scratch.Write("src/Workloads/Models/PoolModel.cs", "");
        _scratch.Write("src/Workloads/Measuring/Crossover.cs", "");
        _scratch.Write("src/Workloads/Measuring/Unnamed.cs", "");
        Claims.Claim[] catalog =
        [
            new("A1", "000", "Pools & more", "A pool is slower.", "The beginning", "1-a/y.dib"),
            new("A2", "000", "Pools & more", "It grows.", "The beginning", "1-a/y.dib"),
            new("B1", "001", "Elsewhere", "No.", "Another", "1-a/z.dib"),
        ];

        var html = Show("1-a/y.dib", "var pool = new PoolModel(); // or Unnamed\nCrossover.Unnamed(pool); Unknown.Go();", catalog);

        Assert.Contains(
            "<dd>Document 000, The beginning: Pools &amp; more (<a href=\"../index.html#A1\">A1</a>, <a href=\"../index.html#A2\">A2</a>)</dd>", html, StringComparison.Ordinal);
        Assert.Contains(
            "<dd><a href=\"../../src/Workloads/Models/PoolModel.cs\">PoolModel</a>, <a href=\"../../src/Workloads/Measuring/Crossover.cs\">Crossover</a></dd>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_notebook_elsewhere_has_nothing_behind_it()
    {
        Assert.Equal("", Show("a.dib", "var pool = new PoolModel();", []));
    }

    /// <inheritdoc/>
    public void Dispose() => _scratch.Dispose();

    private string Show(string name, string code, IReadOnlyList<Claims.Claim> catalog)
    {
        var path = _scratch.WriteCells(Path.Combine("notebooks", name), code);
        var links = new PageLinks(path, Path.Combine(_scratch.Folder, "out", "1-a", "y.html"),
            new Dictionary<string, string>(StringComparer.Ordinal));
        return Background.ToHtml(new NotebookRun(NotebookReader.Read(path), name), catalog, "../", links);
    }
}
