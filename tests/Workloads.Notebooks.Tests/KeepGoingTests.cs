namespace Workloads.Notebooks.Tests;

/// <summary>What becomes of the cells behind one that failed, when a run keeps going.</summary>
public class KeepGoingTests
{
    private const int TimeLimit = 180_000;

    [Fact(Timeout = TimeLimit)]
    public async Task Cells_that_need_what_a_failed_cell_would_have_declared_are_skipped_with_that_reason_and_the_others_run()
    {
        using var scratch = new Scratch();
        scratch.WriteCells(
            "a.dib",
            "var before = 1;",
            "var data = new[] { before };\nvar broken = int.Parse(\"x\");\nvar after = 3;\nint Twice(int n) => 2 * n;\nclass Kind { public int Size => 4; }",
            "Console.Write(data[0])",
            "var derived = broken + 1;",
            "Console.Write(derived)",
            "Console.Write(Twice(5) + new Kind().Size)",
            "var after = 7;",
            "Console.Write(after)",
            "Console.Write(string.Concat(new[] { 1, 2 }.Select(broken => broken + 1)))");

        var result = await RunnerProgram.RunAsync(scratch, "a.dib", "--keep-going");

        var cells = RunnerProgram.Cells(scratch, "a");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("1", cells[2].Stream());
        Assert.Equal("not run, since it needs 'broken', which cell 2 did not come to declare.", cells[3].Error);
        Assert.Equal("not run, since it needs 'derived', which cell 4 did not come to declare.", cells[4].Error);
        Assert.Equal("14", cells[5].Stream());
        Assert.Equal("7", cells[7].Stream());
        Assert.Equal("23", cells[8].Stream());
        Assert.Contains("a.dib, cell 4: not run, since it needs 'broken'",
            scratch.Read("out/index.html").Replace("&#39;", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_missing_package_does_not_end_the_run_and_is_told_in_the_exit_code()
    {
        using var scratch = new Scratch();
        scratch.Write("nuget.config",
            "<configuration><packageSources><clear/><add key=\"here\" value=\"packages\"/></packageSources></configuration>");
        Directory.CreateDirectory(Path.Combine(scratch.Folder, "packages"));
        scratch.WriteCells("a.dib", "#r \"nuget: No.Such.Package, 1.2.3\"", "using No.Such.Things;\nConsole.Write(1)",
            "Console.Write(Thing.Value)", "Console.Write(42)", "nonsense");

        var result = await RunnerProgram.RunAsync(scratch, "a.dib", "--keep-going");

        var cells = RunnerProgram.Cells(scratch, "a");
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("the package is not to be had", cells[0].Error, StringComparison.Ordinal);
        Assert.StartsWith("not run, since it needs what cell 1 did not come to bring (CS0246", cells[1].Error, StringComparison.Ordinal);
        Assert.StartsWith("not run, since it needs what cell 1 did not come to bring (CS0103", cells[2].Error, StringComparison.Ordinal);
        Assert.Equal("42", cells[3].Stream());
    }

    [Fact(Timeout = TimeLimit)]
    public async Task What_a_cell_before_the_failed_one_declared_stays_what_it_is()
    {
        using var scratch = new Scratch();
        scratch.WriteCells("a.dib", "var kept = 1;", "var kept = nonsense;", "Console.Write(kept)", "kept = int.Parse(\"x\");",
            "Console.Write(kept)");

        var result = await RunnerProgram.RunAsync(scratch, "a.dib", "--keep-going");

        var cells = RunnerProgram.Cells(scratch, "a");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("1", cells[2].Stream());
        Assert.Equal("1", cells[4].Stream());
    }
}
