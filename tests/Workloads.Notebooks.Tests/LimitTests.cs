using System.Diagnostics;

namespace Workloads.Notebooks.Tests;

public class LimitTests
{
    [Fact(Timeout = 180_000)]
    public async Task A_cell_past_its_deadline_is_ended_with_all_that_it_started_and_keeps_what_it_showed()
    {
        using var scratch = new Scratch();
        scratch.WriteCells("a.dib",
            "Console.WriteLine(\"before\");\nSystem.IO.File.WriteAllText(\"child\", System.Diagnostics.Process.Start(\"sleep\", \"1000\").Id.ToString());\nConsole.Write(\"shown\");\nwhile (true) { }", "Console.WriteLine(\"after\");");

        // On a busy machine the cell may not have got so far by its deadline: then it gets a longer one.
        var seconds = 8;
        var result = await RunnerProgram.RunAsync(scratch, "a.dib", "--cell-timeout", $"{seconds}s");
        while (RunnerProgram.Cells(scratch, "a")[0].Stream() != "before\nshown" && seconds < 32)
            result = await RunnerProgram.RunAsync(scratch, "a.dib", "--cell-timeout", $"{seconds *= 2}s");

        var cells = RunnerProgram.Cells(scratch, "a");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains($"a.dib, cell 1: still running after {seconds} s (--cell-timeout), so it was ended.", result.Output.Split('\n'));
        Assert.Equal("before\nshown", cells[0].Stream());
        Assert.Empty(cells[1].Outputs);
        await UntilGoneAsync([int.Parse(scratch.Read("child"))]);
    }

    [Fact(Timeout = 180_000)]
    public Task When_the_runner_is_killed_nothing_it_started_is_alive_a_second_later() =>
        Chance.HappensAsync("All that it started is gone within a second.", 1, async _ =>
    {
        // Tried again where it took longer: the machine itself may stand still for a second.
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked up in /proc.");
        using var scratch = new Scratch();
        scratch.Write("shared.cs", "");
        scratch.WriteCells("b.dib", "1");
        // The runner's children: the compiler, and the processes of this notebook and the next; a child of the cell's own; and an orphan
        // whose parent is gone.
        scratch.WriteCells("a.dib", "#!import shared.cs", """
            using System.Diagnostics;
            var child = Process.Start("sleep", "1000").Id;
            Process.Start("sh", ["-c", "sleep 1001 & echo $! > orphan; cat /proc/$1/task/*/children > runners", "sh", System.IO.File.ReadAllText("/proc/self/stat").Split(' ')[3]]).WaitForExit();
            System.IO.File.WriteAllText("ids.tmp", $"{System.IO.File.ReadAllText("runners").Trim()} {child} {System.IO.File.ReadAllText("orphan")}");
            System.IO.File.Move("ids.tmp", "ids");
            while (true) { }
            """);
        using var runner = Process.Start(RunnerProgram.Start(scratch, "a.dib", "b.dib"))!;
        var ids = Path.Combine(scratch.Folder, "ids");
        while (!File.Exists(ids))
            await Task.Delay(50, TestContext.Current.CancellationToken);
        var processes = (await File.ReadAllTextAsync(ids, TestContext.Current.CancellationToken)).Split(' ',
            StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToList();
        Assert.Equal(5, processes.Count);
        Assert.All(processes, id => Assert.True(IsAlive(id)));

        runner.Kill();
        await runner.WaitForExitAsync(TestContext.Current.CancellationToken);
        var clock = Stopwatch.StartNew();
        await UntilGoneAsync(processes);

        return clock.Elapsed <= TimeSpan.FromSeconds(1);
    });

    [Fact(Timeout = 300_000)]
    public async Task Code_that_the_compiler_does_not_get_through_in_time_is_ended_too()
    {
        using var scratch = new Scratch();
        scratch.WriteCells("a.dib", $"var x = {new string('(', 20_000)}1{new string(')', 20_000)};");
        scratch.WriteCells("b.dib", "1 + 1");

        // On a busy machine the other notebook's code may need longer, too: then both get more time.
        var seconds = 5;
        var result = await RunnerProgram.RunAsync(scratch, "a.dib", "b.dib", "--cell-timeout", $"{seconds}s");
        while (RunnerProgram.Cells(scratch, "b")[0].Values("text/html").Count == 0 && seconds < 40)
            result = await RunnerProgram.RunAsync(scratch, "a.dib", "b.dib", "--cell-timeout", $"{seconds *= 2}s");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains($"a.dib, cell 1: still running after {seconds} s (--cell-timeout), so it was ended.", result.Output.Split('\n'));
        Assert.Contains("2", Assert.Single(RunnerProgram.Cells(scratch, "b")[0].Values("text/html")), StringComparison.Ordinal);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_notebook_that_brings_the_compiler_down_fails_alone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked up in /proc.");
        using var scratch = new Scratch();
        scratch.Write("shared.cs", "");
        scratch.WriteCells("a.dib", "#!import shared.cs", """
            using System.Diagnostics;
            using System.IO;
            Process.Start("sh", ["-c", "cat /proc/$1/task/*/children > children", "sh", File.ReadAllText("/proc/self/stat").Split(' ')[3]]).WaitForExit();
            foreach (var child in File.ReadAllText("children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                if (File.ReadAllText($"/proc/{child}/cmdline").Contains("--compiler")) { Process.GetProcessById(int.Parse(child)).Kill(); }
            """, "1");
        scratch.WriteCells("b.dib", "1 + 1");

        var result = await RunnerProgram.RunAsync(scratch, "a.dib", "b.dib");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Error);
        Assert.Contains("a.dib, cell 3: the compiler ended over this notebook's code.", result.Output.Split('\n'));
        Assert.Contains("2", Assert.Single(RunnerProgram.Cells(scratch, "b")[0].Values("text/html")), StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_cell_that_prints_a_hundred_megabytes_keeps_the_beginning_and_the_end_and_little_memory()
    {
        using var scratch = new Scratch();
        scratch.WriteCells(
            "a.dib",
            "Console.WriteLine(\"first\");\nvar line = new string('x', 99);\nfor (var i = 0; i < 1_000_000; i++) Console.WriteLine(line);\nConsole.WriteLine(\"last\");",
            "Console.Write(System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000)",
            "Console.Write(long.Parse(System.IO.File.ReadLines($\"/proc/{System.IO.File.ReadAllText(\"/proc/self/stat\").Split(' ')[3]}/status\").First(l => l.StartsWith(\"VmHWM\")).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1000)");

        var result = await RunnerProgram.RunAsync(scratch, "a.dib");

        var cells = RunnerProgram.Cells(scratch, "a");
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("first\nxxx", cells[0].Stream(), StringComparison.Ordinal);
        Assert.EndsWith("xxx\nlast\n", cells[0].Stream(), StringComparison.Ordinal);
        Assert.Contains("characters left out", cells[0].Stream(), StringComparison.Ordinal);
        Assert.InRange(cells[0].Stream().Length, 900_000, 1_100_000);
        Assert.InRange(int.Parse(cells[1].Stream()), 1, 400);
        Assert.InRange(int.Parse(cells[2].Stream()), 1, 400);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_cell_that_ends_its_process_fails_and_says_so()
    {
        using var scratch = new Scratch();
        scratch.WriteCells("a.dib", "Console.WriteLine(\"before\"); Console.Out.Flush(); Environment.Exit(5);");

        var result = await RunnerProgram.RunAsync(scratch, "a.dib");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("a.dib, cell 1: the cell ended its process (exit code 5).", result.Output.Split('\n'));
        Assert.Equal("before\n", RunnerProgram.Cells(scratch, "a")[0].Stream());
    }

    /// <summary>What was killed dies when its turn on a core comes.</summary>
    private static async Task UntilGoneAsync(IReadOnlyList<int> processes)
    {
        for (var clock = Stopwatch.StartNew(); processes.Any(IsAlive) && clock.Elapsed < TimeSpan.FromSeconds(30);)
            await Task.Delay(5, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(processes, IsAlive);
    }

    private static bool IsAlive(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[stat.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }
}
