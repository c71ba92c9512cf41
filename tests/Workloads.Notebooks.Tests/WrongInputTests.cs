namespace Workloads.Notebooks.Tests;

/// <summary>What the runner is given and cannot use: one line that says what and where, and an exit code that says so too.</summary>
public class WrongInputTests
{
    private const int TimeLimit = 180_000;

    [Fact(Timeout = TimeLimit)]
    public async Task A_notebook_that_cannot_be_read_is_named_in_one_line_and_the_others_run()
    {
        using var scratch = new Scratch();
        scratch.Write("n/1-header.dib", "#!meta\n\n{\"kernelInfo\":{\"defaultKernelName\":3}}\n\n#!csharp\n\n1\n");
        scratch.Write("n/2-half.ipynb", """{"cells":[{"cell_type":"code","source":"1"},{"cell_type":"code","source":"\ud800"}]}""");
        scratch.Write("n/3-null.dib",
            "#!meta\n\n{\"kernelInfo\":{\"defaultKernelName\":null,\"items\":[{\"name\":\"csharp\",\"aliases\":[null]}]}}\n\n#!csharp\n\n1\n");
        string[] refused = ["1-header.dib: not a notebook: ", "2-half.ipynb, cell 2: not a notebook: "];
        if (OperatingSystem.IsLinux())
        {
            // Nobody can read from the beginning of a process's memory, not even root.
            File.CreateSymbolicLink(Path.Combine(scratch.Folder, "n", "4-unreadable.dib"), "/proc/self/mem");
            refused = [.. refused, $"{Path.Combine(scratch.Folder, "n", "4-unreadable.dib")}: "];
        }

        var result = await RunnerProgram.RunAsync(scratch, "n");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal(refused.Length, result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.All(refused, line => Assert.Contains(line, result.Error, StringComparison.Ordinal));
        Assert.Contains("3-null.dib: ran", result.Output, StringComparison.Ordinal);
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData("a.dib/below")]
    [InlineData("a.dib")]
    [InlineData("")]
    [InlineData("/proc/nowhere")]
    public async Task A_place_that_cannot_be_written_to_is_refused_before_anything_runs(string place)
    {
        Assert.SkipWhen(place.StartsWith('/') && !OperatingSystem.IsLinux(), "There is no /proc.");
        using var scratch = new Scratch();
        scratch.WriteCells("a.dib", "1");

        var result = await RunnerProgram.RunAsync(scratch, "a.dib", "--out", place);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(place, Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains("--out", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_file_that_cannot_be_written_in_the_middle_of_a_run_ends_it_with_one_line()
    {
        using var scratch = new Scratch();
        scratch.WriteCells("a.dib", "1");
        scratch.Write("a.ipynb/in-its-place", "");

        var result = await RunnerProgram.RunAsync(scratch, "a.dib", "--beside");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("a.ipynb", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
        Assert.Single(RunnerProgram.Cells(scratch, "a"));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task What_only_the_compiler_or_the_page_would_stumble_over_fails_its_cell_and_nothing_else()
    {
        using var scratch = new Scratch();
        scratch.WriteCells("n/1-deep.dib", $"var x = {new string('!', 200_000)}true;");
        scratch.Write("n/2-nul.ipynb", """{"cells":[{"cell_type":"code","source":"#!import a\u0000b"}]}""");
        scratch.Write("n/3-markdown.dib", $"#!markdown\n\n{new string('>', 300)} deep\n");
        scratch.WriteCells(
            "n/4-shown.dib",
            "HTML(\"<figure id='a'><style>\\u0001</style><svg xmlns='http://www.w3.org/2000/svg'><g/></svg></figure>\".Replace('\\'', '\"'))",
            "\"\\ud800\".Display(); Console.Write(\"\\udc00\"); Console.Error.Write(\"\\0\");",
            "new Microsoft.DotNet.Interactive.Formatting.FormattedValue(null, \"x\").Display()");

        var result = await RunnerProgram.RunAsync(scratch, "n");

        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Error);
        string[] lines =
        [
            "1-deep.dib, cell 1: CS8078: An expression is too long or complex to compile",
            "2-nul.ipynb, cell 1, line 1: #!import names no file: there is a NUL character in it.",
            "4-shown.dib, cell 3, line 1: ArgumentException: Value cannot be null or whitespace. (Parameter 'mimeType')",
        ];
        Assert.All(lines, line => Assert.Contains(line, result.Output.Split('\n')));
        Assert.Contains("3-markdown.dib: ran", result.Output, StringComparison.Ordinal);
        Assert.Equal("\ufffd", RunnerProgram.Cells(scratch, "n/4-shown")[1].Stream());
        Assert.All(Directory.EnumerateFiles(Path.Combine(scratch.Folder, "out", "n"), "*.ipynb"),
            path => NbFormat.AssertValid(File.ReadAllText(path)));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_machine_without_a_temporary_folder_runs_what_needs_none()
    {
        using var scratch = new Scratch();
        scratch.WriteCells("a.dib", "Console.Write(1)");
        scratch.WriteCells("b.dib", "#r \"nuget: Any.Package, 1.0.0\"");
        var start = RunnerProgram.Start(scratch, "a.dib", "b.dib");
        foreach (var name in (string[])["TMPDIR", "TMP", "TEMP"])
            start.Environment[name] = Path.Combine(scratch.Folder, "nowhere");

        var result = await RunnerProgram.RunAsync(start);

        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Error);
        Assert.Contains("a.dib: ran", result.Output, StringComparison.Ordinal);
        Assert.Contains("b.dib, cell 1, line 1: the packages (Any.Package 1.0.0) cannot be restored: ", result.Output,
            StringComparison.Ordinal);
    }
}
