namespace Workloads.Notebooks.Tests;

/// <summary>
/// On a machine that writes numbers another way cells do so too, and what the runner itself says has the form that it has everywhere.
/// </summary>
public class CultureTests
{
    private const int TimeLimit = 180_000;

    [Theory(Timeout = TimeLimit)]
    [InlineData("de_DE", "1.234,5")]
    [InlineData("ar_SA", "1٬234٫5")]
    [InlineData("sv_SE", "1\u00a0234,5")]
    public async Task Cells_have_the_machines_culture_and_pages_have_none(string culture, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A process's culture is not in its environment there.");
        using var scratch = new Scratch();
        scratch.WriteCells("a.dib", "// Parameters\nvar callers = 1;", "Console.Write(1234.5.ToString(\"N1\"))", "await Task.Delay(1100);",
            "new string('x', 1_012_345).Display(\"text/plain\");", "#!time\n1");

        var ran = await RunAsync(culture, scratch, "a.dib", "--set", "callers=-5");
        var refused = await RunAsync(culture, scratch, "a.dib", "--set", "callers=many");

        Assert.True(ran.ExitCode == 0, ran.All);
        var cells = RunnerProgram.Cells(scratch, "a");
        Assert.Equal("// Parameters\nvar callers = -5;", cells[0].Source);
        Assert.Equal(expected, cells[1].Stream());
        Assert.Contains("… 12,345 characters left out …", Assert.Single(cells[3].Values("text/plain")), StringComparison.Ordinal);
        Assert.Matches(@"^Wall time: [0-9]+(\.[0-9]+)?ms$", Assert.Single(cells[4].Values("text/plain")));
        Assert.Matches(@"1 notebook: 1 ran, in [0-9]+(\.[0-9])? s\.", scratch.Read("out/index.html"));
        Assert.Matches(@"ran · [0-9]+(\.[0-9])? s<", scratch.Read("out/a.html"));
        Assert.Contains("a whole number from -2147483648 to 2147483647", refused.Error, StringComparison.Ordinal);
        NbFormat.AssertValid(scratch.Read("out/a.ipynb"));
    }

    private static Task<RunResult> RunAsync(string culture, Scratch scratch, params string[] arguments)
    {
        var start = RunnerProgram.Start(scratch, arguments);
        start.Environment["LC_ALL"] = $"{culture}.UTF-8";
        return RunnerProgram.RunAsync(start);
    }
}
