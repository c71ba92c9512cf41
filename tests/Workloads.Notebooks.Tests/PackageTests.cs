using System.IO.Compression;

namespace Workloads.Notebooks.Tests;

public class PackageTests
{
    [Fact(Timeout = 300_000)]
    public async Task A_package_comes_from_the_notebooks_own_sources_and_one_that_is_not_to_be_had_skips_the_notebook()
    {
        using var scratch = new Scratch();
        WriteSource(scratch);
        scratch.WriteCells("n/has.dib", "#r \"nuget: Workloads.Test.Package, 1.0.0\"\ntypeof(Microsoft.Playwright.IPage).Name");
        scratch.WriteCells("n/lacks.dib", "1", "#r \"nuget: No.Such.Package, 1.2.3\"", "2");

        var skipped = await RunnerProgram.RunAsync(scratch, "n");
        var required = await RunnerProgram.RunAsync(scratch, "n/lacks.dib", "--require-packages");

        Assert.Equal(0, skipped.ExitCode);
        Assert.Contains("Workloads.Test.Package, 1.0.0", RunnerProgram.Cells(scratch, "n/has")[0].Values("text/html")[0], StringComparison.Ordinal);
        Assert.Contains("lacks.dib: skipped", skipped.Output, StringComparison.Ordinal);
        Assert.Contains("lacks.dib, cell 2, line 1: the package is not to be had", skipped.Output, StringComparison.Ordinal);
        Assert.Contains("No.Such.Package 1.2.3", scratch.Read("out/index.html"), StringComparison.Ordinal);
        Assert.Equal(1, required.ExitCode);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_package_that_comes_in_another_version_than_was_asked_for_is_told_in_the_notebook_the_index_and_the_terminal()
    {
        const string told = "Workloads.Test.Package 0.9.0 is not to be had from the package sources here; 1.0.0 came in its place.";
        using var scratch = new Scratch();
        WriteSource(scratch);
        scratch.WriteCells("n/older.dib", "1\n#r \"nuget: Workloads.Test.Package, 0.9.0\"", "#r \"nuget: Workloads.Test.Package, 1.0\"");

        var result = await RunnerProgram.RunAsync(scratch, "n");

        var cells = RunnerProgram.Cells(scratch, "n/older");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains($"older.dib, cell 1, line 2: {told}", result.Output.Split('\n'));
        Assert.Contains(told, scratch.Read("out/index.html"), StringComparison.Ordinal);
        Assert.Contains(told, cells[0].Stream("stderr"), StringComparison.Ordinal);
        Assert.Empty(cells[1].Stream("stderr"));
    }

    // A folder is a package source, and a package is an archive with a description in it.
    private static void WriteSource(Scratch scratch)
    {
        scratch.Write("n/nuget.config", "<configuration><packageSources><clear/><add key=\"here\" value=\"packages\"/></packageSources><config><add key=\"globalPackagesFolder\" value=\"restored\"/></config></configuration>");
        scratch.Write("n/packages/readme.txt", "");
        using var package = ZipFile.Open(Path.Combine(scratch.Folder, "n", "packages", "Workloads.Test.Package.1.0.0.nupkg"), ZipArchiveMode.Create);
        using (var description = new StreamWriter(package.CreateEntry("Workloads.Test.Package.nuspec").Open()))
        {
            description.Write("""
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
                <id>Workloads.Test.Package</id><version>1.0.0</version><authors>tests</authors><description>A package for a test.</description>
                </metadata></package>
                """);
        }

        package.CreateEntryFromFile(typeof(Microsoft.Playwright.Playwright).Assembly.Location, "lib/net10.0/Microsoft.Playwright.dll");
    }
}
