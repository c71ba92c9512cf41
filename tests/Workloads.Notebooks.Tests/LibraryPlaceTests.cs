namespace Workloads.Notebooks.Tests;

/// <summary>
/// What a reader is told when the library is not where the notebooks look for it: this repository's own setup, in a copy that lacks it.
/// </summary>
public class LibraryPlaceTests
{
    private const int TimeLimit = 180_000;

    private static readonly string Load = Path.Combine(RealNotebooks.Repository, "artifacts", "library", "load.dib");

    [Fact(Timeout = TimeLimit)]
    public async Task A_repository_that_is_not_built_says_how_to_build_it()
    {
        using var scratch = new Scratch();
        Copy(scratch);

        var result = await RunnerProgram.RunAsync(scratch, "notebooks/1-a/a.dib");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("The library is not built yet. In the repository's folder run: dotnet build -c Release", Line(result),
            StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_repository_that_was_moved_after_it_was_built_says_to_build_it_again()
    {
        using var scratch = new Scratch();
        Copy(scratch);
        // As if the place where it was built were gone.
        scratch.Write("artifacts/library/load.dib",
            (await File.ReadAllTextAsync(Load, TestContext.Current.CancellationToken)).Replace(RealNotebooks.Repository,
                Path.Combine(scratch.Folder, "before"), StringComparison.Ordinal));

        var moved = await RunnerProgram.RunAsync(scratch, "notebooks/1-a/a.dib");
        scratch.Write("artifacts/library/load.dib", await File.ReadAllTextAsync(Load, TestContext.Current.CancellationToken));
        var built = await RunnerProgram.RunAsync(scratch, "notebooks/1-a/a.dib");

        Assert.Equal(1, moved.ExitCode);
        Assert.Contains("Build it again here, in the repository's folder: dotnet build -c Release", Line(moved), StringComparison.Ordinal);
        Assert.DoesNotContain("CS0006", moved.All, StringComparison.Ordinal);
        Assert.True(built.ExitCode == 0, built.All);
    }

    private static void Copy(Scratch scratch)
    {
        scratch.Write("Workloads.sln", "");
        scratch.Write("notebooks/setup.dib", File.ReadAllText(RealNotebooks.Path("setup.dib")));
        scratch.WriteCells("notebooks/1-a/a.dib", "#!import ../setup.dib", "typeof(Workload).Name");
    }

    private static string Line(RunResult result) =>
        result.Output.Split('\n').First(line => line.Contains("FileNotFoundException", StringComparison.Ordinal));
}
