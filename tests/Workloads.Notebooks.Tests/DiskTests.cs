namespace Workloads.Notebooks.Tests;

/// <summary>Where a run writes to.</summary>
public class DiskTests
{
    private const int TimeLimit = 180_000;

    [Fact(Timeout = TimeLimit)]
    public async Task On_a_full_disk_the_older_pages_stay_whole()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A shell sets the limit.");
        using var scratch = new Scratch();
        scratch.WriteCells("a.dib", "// Parameters\nvar length = 1;", "Console.Write(new string('x', length))");
        Assert.Equal(0, (await RunnerProgram.RunAsync(scratch, "a.dib", "--beside")).ExitCode);
        var before = Files(scratch);

        // No file may grow past 64 KB: to who writes it is what a full disk is.
        var runner = RunnerProgram.Start(scratch, "a.dib", "--beside", "--set", "length=300000");
        var limited = new System.Diagnostics.ProcessStartInfo("sh",
            ["-c", "trap '' XFSZ; ulimit -f 128; exec \"$@\"", "sh", runner.FileName, .. runner.ArgumentList])
        {
            WorkingDirectory = runner.WorkingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // The runtime's own way to compile maps a file that is larger.
        limited.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        var result = await RunnerProgram.RunAsync(limited);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("cannot be written", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
        var after = Files(scratch);
        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(before["a.ipynb"], after["a.ipynb"]);
        Assert.EndsWith("</html>\n", after["out/a.html"], StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", after["out/index.html"], StringComparison.Ordinal);
        NbFormat.AssertValid(after["out/a.ipynb"]);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Two_runs_into_one_folder_do_not_fail_each_other()
    {
        using var scratch = new Scratch();
        scratch.WriteCells("a.dib", "1", "2");
        scratch.WriteCells("b.dib", "1", "2");

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RunnerProgram.RunAsync(scratch, "a.dib", "b.dib", "--beside")));

        Assert.All(results, result => Assert.True(result.ExitCode == 0, result.All));
        Assert.Equal(
            ["a.dib", "a.ipynb", "b.dib", "b.ipynb", "out/a.html", "out/a.ipynb", "out/b.html", "out/b.ipynb", "out/claims.json",
                "out/index.html", "out/notebooks.css", "out/notebooks.js"],
            Files(scratch).Keys.Order(StringComparer.Ordinal));
    }

    private static Dictionary<string, string> Files(Scratch scratch) =>
        Directory.EnumerateFiles(scratch.Folder, "*", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(scratch.Folder, path).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal);
}
