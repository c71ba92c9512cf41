using Workloads.Notebooks.CommandLine;

namespace Workloads.Notebooks.Tests.CommandLine;

public sealed class NotebookFinderTests : IDisposable
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly Scratch _scratch = new();
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public NotebookFinderTests()
    {
        foreach (var name in (string[])["notebooks/setup.dib", "notebooks/1-b/two.dib", "notebooks/1-b/one.dib", "notebooks/1-b/one.ipynb",
            "notebooks/1-b/alone.ipynb", "notebooks/0-a/z.dib", "notebooks/0-a/.ipynb_checkpoints/z.ipynb", "notebooks/0-a/readme.md",
            "elsewhere/x.dib", "elsewhere/artifacts/y.dib", "Workloads.sln"])
            _scratch.Write(name, "");
    }

    private NotebookFinder Finder => new(_scratch.Folder, _scratch.Folder);

    private IEnumerable<string> Find(params string[] targets) =>
        Finder.Find(targets).Select(path => Path.GetRelativePath(_scratch.Folder, path).Replace('\\', '/'));

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void No_target_means_all_notebooks_in_order_without_imports_and_executed_twins()
    {
        Assert.Equal(["notebooks/0-a/z.dib", "notebooks/1-b/alone.ipynb", "notebooks/1-b/one.dib", "notebooks/1-b/two.dib"], Find());
    }

    [Fact]
    public void Files_folders_and_globs_may_be_mixed_and_each_notebook_runs_once()
    {
        Assert.Equal(["notebooks/1-b/one.ipynb", "elsewhere/x.dib", "notebooks/1-b/one.dib"],
            Find("notebooks/1-b/one.ipynb", "elsewhere", "**/one.*", "elsewhere/x.dib"));
        Assert.Equal(["notebooks/setup.dib"], Find("notebooks/setup.dib"));
        Assert.Equal(["notebooks/0-a/z.dib"], Find("notebooks/*/?.dib"));
        Assert.Equal(["notebooks/1-b/one.dib", "notebooks/1-b/two.dib"],
            Find("note*/**.dib", "**/1-b/*.dib").Where(name => name.Contains("1-b/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("notebooks/*/q*.dib")]
    [InlineData("notebooks/0-a/.ipynb_checkpoints/../../../elsewhere/artifacts/../../nothing*")]
    [InlineData("notebooks/[.dib")]
    [InlineData("notebooks/[z-a].dib")]
    [InlineData("--bogus")]
    public void A_target_that_names_nothing_is_refused(string target)
    {
        var e = Assert.Throws<UsageException>(() => Finder.Find([target]));

        Assert.Contains(target, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_that_is_taken_back_by_two_dots_is_a_file()
    {
        Assert.Equal(["notebooks/missing.dib"], Find("notebooks/*/../missing.dib"));
    }

    [Fact]
    public void The_working_directorys_own_name_is_no_pattern()
    {
        _scratch.Write("[odd/a.dib", "");
        var finder = new NotebookFinder(Path.Combine(_scratch.Folder, "[odd"), null);

        Assert.Equal([Path.Combine(_scratch.Folder, "[odd", "a.dib")], finder.Find(["*.dib"]));
    }

    [Fact]
    public void A_link_to_a_folder_is_not_followed_since_it_may_lead_back()
    {
        Directory.CreateSymbolicLink(Path.Combine(_scratch.Folder, "elsewhere", "back"), _scratch.Folder);

        Assert.Equal(["elsewhere/x.dib"], Find("elsewhere"));
        Assert.Equal(["elsewhere/x.dib"], Find("elsewhere/**/x.dib"));
    }

    [Fact(Timeout = 180_000)]
    public async Task A_folder_that_cannot_be_read_is_told_and_what_lies_beside_it_is_found()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Permissions are taken from a thread by a call of Linux.");
        var locked = Path.Combine(_scratch.Folder, "notebooks", "0-a");
        var finder = Finder;
        Permit(_scratch.Folder,
            Own | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        Permit(locked, UnixFileMode.None);
        try
        {
            var around = Unprivileged.Do(() => finder.Find(["notebooks/*.dib", "notebooks/1*/t*.dib"]));
            var toldAround = finder.Problems.ToList();
            var beside = Unprivileged.Do(() => finder.Find(["notebooks", "notebooks/**/*.dib"]));
            var nothing = Unprivileged.Do(
                () => new Runner(new([locked], [], null, null, false, new(TimeSpan.FromSeconds(1), false, false)), Terminal.Console,
                    _error).RunAsync(default));

            Assert.Equal(["setup.dib", "two.dib"], around.Select(Path.GetFileName));
            Assert.Empty(toldAround); // nothing in the folder could have matched
            Assert.DoesNotContain(beside, path => path.StartsWith(locked, StringComparison.Ordinal));
            Assert.Contains(Path.Combine(_scratch.Folder, "notebooks", "1-b", "one.dib"), beside);
            Assert.StartsWith($"{locked}: this folder cannot be read", Assert.Single(finder.Problems), StringComparison.Ordinal);
            Assert.Equal(2, await nothing);
            Assert.Equal($"{Assert.Single(finder.Problems)}\n", _error.ToString());
        }
        finally
        {
            Permit(locked, Own);
        }
    }

    [Fact]
    public void Names_start_at_the_notebooks_folder()
    {
        Assert.Equal("0-a/z.dib", Finder.NameOf(Path.Combine(_scratch.Folder, "notebooks", "0-a", "z.dib")));
        Assert.Equal("elsewhere/x.dib", Finder.NameOf(Path.Combine(_scratch.Folder, "elsewhere", "x.dib")));
        Assert.Equal("b/c.dib", Finder.NameOf("/a/b/c.dib"));
        Assert.Equal("c.dib", Finder.NameOf("/c.dib"));
    }

    [Fact]
    public void The_repository_is_found_from_below()
    {
        Assert.Equal(_scratch.Folder, NotebookFinder.FindRepository(Path.Combine(_scratch.Folder, "notebooks", "0-a")));
    }

    private static void Permit(string folder, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, mode);
    }
}
