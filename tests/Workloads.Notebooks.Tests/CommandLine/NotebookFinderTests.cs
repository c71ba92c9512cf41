using Workloads.Notebooks.CommandLine;

namespace Workloads.Notebooks.Tests.CommandLine;

public sealed class NotebookFinderTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public NotebookFinderTests()
    {
        foreach (var name in (string[])["notebooks/setup.dib", "notebooks/1-b/two.dib", "notebooks/1-b/one.dib", "notebooks/1-b/one.ipynb", "notebooks/1-b/alone.ipynb", "notebooks/0-a/z.dib", "notebooks/0-a/.ipynb_checkpoints/z.ipynb", "notebooks/0-a/readme.md", "elsewhere/x.dib", "elsewhere/artifacts/y.dib", "Workloads.sln"])
            _scratch.Write(name, "");
    }

    private NotebookFinder Finder => new(_scratch.Folder, _scratch.Folder);

    private IEnumerable<string> Find(params string[] targets) => Finder.Find(targets).Select(path => Path.GetRelativePath(_scratch.Folder, path).Replace('\\', '/'));

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void No_target_means_all_notebooks_in_order_without_imports_and_executed_twins()
    {
        Assert.Equal(["notebooks/0-a/z.dib", "notebooks/1-b/alone.ipynb", "notebooks/1-b/one.dib", "notebooks/1-b/two.dib"], Find());
    }

    [Fact]
    public void Files_folders_and_globs_may_be_mixed_and_each_notebook_runs_once()
    {
        Assert.Equal(["notebooks/1-b/one.ipynb", "elsewhere/x.dib", "notebooks/1-b/one.dib"], Find("notebooks/1-b/one.ipynb", "elsewhere", "**/one.*", "elsewhere/x.dib"));
        Assert.Equal(["notebooks/setup.dib"], Find("notebooks/setup.dib"));
        Assert.Equal(["notebooks/0-a/z.dib"], Find("notebooks/*/?.dib"));
    }

    [Theory]
    [InlineData("notebooks/*/q*.dib")]
    [InlineData("notebooks/0-a/.ipynb_checkpoints/../../../elsewhere/artifacts/../../nothing*")]
    [InlineData("--bogus")]
    public void A_target_that_names_nothing_is_refused(string target)
    {
        var e = Assert.Throws<UsageException>(() => Finder.Find([target]));

        Assert.Contains(target, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_start_at_the_notebooks_folder()
    {
        Assert.Equal("0-a/z.dib", Finder.NameOf(Path.Combine(_scratch.Folder, "notebooks", "0-a", "z.dib")));
        Assert.Equal("elsewhere/x.dib", Finder.NameOf(Path.Combine(_scratch.Folder, "elsewhere", "x.dib")));
        Assert.Equal("b/c.dib", Finder.NameOf("/a/b/c.dib"));
    }

    [Fact]
    public void The_repository_is_found_from_below()
    {
        Assert.Equal(_scratch.Folder, NotebookFinder.FindRepository(Path.Combine(_scratch.Folder, "notebooks", "0-a")));
    }
}
