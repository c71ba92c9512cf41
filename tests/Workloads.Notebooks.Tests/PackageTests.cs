using System.IO.Compression;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

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
        Assert.Contains("Workloads.Test.Package, 1.0.0", RunnerProgram.Cells(scratch, "n/has")[0].Values("text/html")[0],
            StringComparison.Ordinal);
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

    [Fact(Timeout = 300_000)]
    public async Task What_a_package_brings_for_the_kernel_shows_its_values()
    {
        const string extension = """
            using System.Threading.Tasks;
            using Microsoft.DotNet.Interactive;
            using Microsoft.DotNet.Interactive.Formatting;
            public class Frame { }
            public class Extension : IKernelExtension
            {
                public Task OnLoadAsync(Kernel kernel)
                {
                    Formatter.Register<Frame>(frame => "<table></table>", "text/html");
                    return kernel.SubmitCodeAsync("var fromExtension = 1;");
                }
            }
            """;
        using var scratch = new Scratch();
        WriteSource(scratch, ("interactive-extensions/dotnet/Extension.dll", Compiled(extension)),
            ("lib/net10.0/Extension.dll", Compiled(extension)),
            ("interactive-extensions/dotnet/extension.dib", "#!csharp\n\nvar fromNotebook = 2;\n"u8.ToArray()));
        scratch.WriteCells("n/a.dib", "#r \"nuget: Workloads.Test.Package, 1.0.0\"", "new Frame()", "fromExtension + fromNotebook");

        var result = await RunnerProgram.RunAsync(scratch, "n");

        var cells = RunnerProgram.Cells(scratch, "n/a");
        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["Loading extensions from `Extension.dll`"], cells[0].Values("text/plain"));
        Assert.Equal(["<table></table>"], cells[1].Values("text/html"));
        Assert.Contains("3", Assert.Single(cells[2].Values("text/html")), StringComparison.Ordinal);
    }

    private static byte[] Compiled(string source)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(file => MetadataReference.CreateFromFile(file));
        using var assembly = new MemoryStream();
        Assert.True(CSharpCompilation.Create("Extension", [CSharpSyntaxTree.ParseText(source)], references,
            new(OutputKind.DynamicallyLinkedLibrary)).Emit(assembly).Success);
        return assembly.ToArray();
    }

    // A folder is a package source, and a package is an archive with a description in it.
    private static void WriteSource(Scratch scratch, params IEnumerable<(string Path, byte[] Content)> files)
    {
        scratch.Write("n/nuget.config",
            "<configuration><packageSources><clear/><add key=\"here\" value=\"packages\"/></packageSources><config><add key=\"globalPackagesFolder\" value=\"restored\"/></config></configuration>");
        scratch.Write("n/packages/readme.txt", "");
        using var package = ZipFile.Open(Path.Combine(scratch.Folder, "n", "packages", "Workloads.Test.Package.1.0.0.nupkg"),
            ZipArchiveMode.Create);
        using (var description = new StreamWriter(package.CreateEntry("Workloads.Test.Package.nuspec").Open()))
        {
            description.Write("""
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
                <id>Workloads.Test.Package</id><version>1.0.0</version><authors>tests</authors><description>A package for a test.</description>
                </metadata></package>
                """);
        }

        foreach (var (path, content) in files)
        {
            using var entry = package.CreateEntry(path).Open();
            entry.Write(content);
        }

        package.CreateEntryFromFile(typeof(Microsoft.Playwright.Playwright).Assembly.Location, "lib/net10.0/Microsoft.Playwright.dll");
    }
}
