namespace Workloads.Notebooks.Tests;

public class FailureTests
{
    [Fact(Timeout = 300_000)]
    public async Task A_failure_is_one_line_with_file_cell_and_line_and_the_other_notebooks_still_run()
    {
        using var scratch = new Scratch();
        scratch.WriteCells("n/1-compile.dib", "1", "var a = 1;\nnonsense + 1", "2");
        scratch.WriteCells("n/2-throws.dib",
            "int F()\n{\n    throw new InvalidOperationException(\"on\\npurpose\");\n}\nConsole.WriteLine(\"before\");\nF();");
        scratch.Write("n/3-kernel.dib", "#!fsharp\n\nlet x = 1\n");
        scratch.WriteCells("n/4-share.dib", "Console.WriteLine(\"not reached\");\n#!share x --from fsharp");
        scratch.WriteCells("n/5-circular.dib", "#!import 5-circular.dib");
        scratch.WriteCells("n/6-missing.dib", "1", "#!import nowhere.dib");
        scratch.WriteCells("n/7-imported.dib", "#!import 1-compile.dib");
        scratch.WriteCells("n/8-reference.dib", "#r \"nowhere.dll\"");
        scratch.WriteCells("n/9-good.dib", "Console.WriteLine(\"good\")");

        var result = await RunnerProgram.RunAsync(scratch, "n");

        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Error);
        string[] lines =
        [
            "1-compile.dib, cell 2, line 2: CS0103: The name 'nonsense' does not exist in the current context",
            "2-throws.dib, cell 1, line 3: InvalidOperationException: on purpose",
            "3-kernel.dib, cell 1, line 1: there is no kernel 'fsharp' here; a cell is for csharp, markdown, html or mermaid.",
            "4-share.dib, cell 1, line 2: the directive #!share x --from fsharp is not supported; a cell may hold #!import and #!time.",
            "5-circular.dib, cell 1, line 1: #!import 5-circular.dib is circular: 5-circular.dib imports 5-circular.dib.",
            $"6-missing.dib, cell 2, line 1: #!import nowhere.dib: there is no file {Path.Combine(scratch.Folder, "n", "nowhere.dib")}.",
            "7-imported.dib, cell 1, line 1: 1-compile.dib, cell 2, line 2: CS0103: The name 'nonsense' does not exist in the current context",
            "8-reference.dib, cell 1, line 1: CS0006: Metadata file 'nowhere.dll' could not be found",
        ];
        Assert.All(lines, line => Assert.Contains(line, result.Output.Split('\n')));
        Assert.DoesNotContain("   at ", result.All, StringComparison.Ordinal);
        Assert.Equal("before\n", RunnerProgram.Cells(scratch, "n/2-throws")[0].Stream());
        Assert.Empty(RunnerProgram.Cells(scratch, "n/4-share")[0].Stream());
        Assert.Empty(RunnerProgram.Cells(scratch, "n/1-compile")[2].Outputs);
        Assert.Equal("good\n", RunnerProgram.Cells(scratch, "n/9-good")[0].Stream());
        var frames = RunnerProgram.Cells(scratch, "n/2-throws")[0].Outputs[^1].GetProperty("traceback").EnumerateArray()
            .Select(l => l.GetString()).ToList();
        Assert.Equal(["2-throws.dib, cell 1, line 3: InvalidOperationException: on purpose", "2-throws.dib, cell 1, line 3",
            "2-throws.dib, cell 1, line 6"], frames);
        Assert.All(Directory.EnumerateFiles(Path.Combine(scratch.Folder, "out", "n"), "*.ipynb"),
            path => NbFormat.AssertValid(File.ReadAllText(path)));
    }

    [Fact(Timeout = 180_000)]
    public async Task A_file_that_is_no_notebook_is_named_in_one_line_and_the_others_run()
    {
        using var scratch = new Scratch();
        var good = scratch.WriteCells("good.dib", "1");
        var broken = scratch.Write("broken.ipynb", "{ \"cells\": [");
        var rubbish = Path.Combine(scratch.Folder, "rubbish.dib");
        await File.WriteAllBytesAsync(rubbish, [0xff, 0xfe, 0, 1, 2], TestContext.Current.CancellationToken);

        var result = await RunnerProgram.RunAsync(scratch, broken, rubbish, "missing.dib", good);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal(3, result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("broken.ipynb: not a notebook", result.Error, StringComparison.Ordinal);
        Assert.Contains("rubbish.dib: not a notebook", result.Error, StringComparison.Ordinal);
        Assert.Contains("missing.dib: there is no such file.", result.Error, StringComparison.Ordinal);
        Assert.Contains("good.dib: ran", result.Output, StringComparison.Ordinal);
    }

    [Theory(Timeout = 180_000)]
    [InlineData("a.dib", "--set", "nonsense=1")]
    [InlineData("a.dib", "--set", "callers=many")]
    [InlineData("a.dib", "--set", "callers")]
    [InlineData("a.dib", "--cell-timeout", "soon")]
    [InlineData("a.dib", "--bogus")]
    [InlineData("no-such-folder/*.dib")]
    public async Task Wrong_use_is_one_line_and_runs_nothing(params string[] arguments)
    {
        using var scratch = new Scratch();
        scratch.WriteCells("a.dib", "// Parameters\nvar callers = 1;");

        var result = await RunnerProgram.RunAsync(scratch, arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(result.Output);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_value_that_the_code_itself_refuses_fails_the_cell()
    {
        using var scratch = new Scratch();
        scratch.WriteCells("a.dib", "// Parameters\nvar callers = 200;", "ArgumentOutOfRangeException.ThrowIfLessThan(callers, 1);");

        var result = await RunnerProgram.RunAsync(scratch, "a.dib", "--set", "callers=0");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("a.dib, cell 2, line 1: ArgumentOutOfRangeException: ", result.Output, StringComparison.Ordinal);
        Assert.Equal("// Parameters\nvar callers = 0;", RunnerProgram.Cells(scratch, "a")[0].Source);
    }

    [Fact(Timeout = 180_000)]
    public async Task Cells_after_a_failed_one_run_when_asked_for_and_know_what_came_before()
    {
        using var scratch = new Scratch();
        scratch.WriteCells("a.dib", "var kept = 1; throw new Exception(\"x\");", "does not compile", "Console.Write(kept)");

        var result = await RunnerProgram.RunAsync(scratch, "a.dib", "--keep-going");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("1", RunnerProgram.Cells(scratch, "a")[2].Stream());
    }

    [Fact(Timeout = 180_000)]
    public async Task The_runners_own_libraries_are_no_names_of_a_cell()
    {
        string[] names = ["Markdig.Markdown", "Spectre.Console.AnsiConsole", "System.CommandLine.RootCommand",
            "Workloads.Notebooks.Engine.ScriptSession",];
        using var scratch = new Scratch();
        scratch.WriteCells("a.dib", names.Select(name => $"typeof({name})").Concat(["using Workloads;"]));

        var result = await RunnerProgram.RunAsync(scratch, "a.dib", "--keep-going");

        var cells = RunnerProgram.Cells(scratch, "a");
        Assert.Equal(1, result.ExitCode);
        Assert.All(cells, cell => Assert.StartsWith("CS", cell.Error, StringComparison.Ordinal));
    }
}
