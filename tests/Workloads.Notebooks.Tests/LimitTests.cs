using System.Diagnostics;

namespace Workloads.Notebooks.Tests;

public class LimitTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_cell_past_its_deadline_is_ended_with_all_that_it_started_and_keeps_what_it_showed()
    {
        using var scratch = new Scratch();
        scratch.WriteCells("a.dib", "Console.WriteLine(\"before\");\nSystem.IO.File.WriteAllText(\"child\", System.Diagnostics.Process.Start(\"sleep\", \"1000\").Id.ToString());\nConsole.Write(\"shown\");\nwhile (true) { }", "Console.WriteLine(\"after\");");

        var result = await RunnerProgram.RunAsync(scratch, "a.dib", "--cell-timeout", "8s");

        var cells = RunnerProgram.Cells(scratch, "a");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("a.dib, cell 1: still running after 8 s (--cell-timeout), so it was ended.", result.Output.Split('\n'));
        Assert.Equal("before\nshown", cells[0].Stream());
        Assert.Empty(cells[1].Outputs);
        Assert.False(IsAlive(int.Parse(scratch.Read("child"))));
    }

    [Fact(Timeout = 60_000)]
    public async Task When_the_runner_is_killed_nothing_it_started_is_alive_a_second_later()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked up in /proc.");
        using var scratch = new Scratch();
        scratch.Write("shared.cs", "");
        scratch.WriteCells("b.dib", "1");
        // The runner's children: the compiler, and the processes of this notebook and the next; a child of the cell's own; and an orphan whose parent is gone.
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
        var processes = (await File.ReadAllTextAsync(ids, TestContext.Current.CancellationToken)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToList();
        Assert.Equal(5, processes.Count);
        Assert.All(processes, id => Assert.True(IsAlive(id)));

        runner.Kill();
        await runner.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Task.Delay(1000, TestContext.Current.CancellationToken);

        Assert.All(processes, id => Assert.False(IsAlive(id)));
    }

    [Fact(Timeout = 60_000)]
    public async Task Code_that_the_compiler_does_not_get_through_in_time_is_ended_too()
    {
        using var scratch = new Scratch();
        scratch.WriteCells("a.dib", $"var x = {new string('(', 20_000)}1{new string(')', 20_000)};");
        scratch.WriteCells("b.dib", "1 + 1");

        var result = await RunnerProgram.RunAsync(scratch, "a.dib", "b.dib", "--cell-timeout", "5s");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("a.dib, cell 1: still running after 5 s (--cell-timeout), so it was ended.", result.Output.Split('\n'));
        Assert.Contains("2", Assert.Single(RunnerProgram.Cells(scratch, "b")[0].Values("text/html")), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_notebook_that_brings_the_compiler_down_fails_alone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked up in /proc.");
        using var scratch = new Scratch();
        scratch.Write("shared.cs", "");
        scratch.WriteCells("a.dib", "#!import shared.cs", """
            using System.Diagnostics;
            using System.IO;
            var runner = File.ReadAllText("/proc/self/stat").Split(' ')[3];
            foreach (var child in Directory.GetDirectories($"/proc/{runner}/task").SelectMany(task => File.ReadAllText($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)))
                if (File.ReadAllText($"/proc/{child}/cmdline").Contains("--compiler")) { Process.GetProcessById(int.Parse(child)).Kill(); }
            """, "1");
        scratch.WriteCells("b.dib", "1 + 1");

        var result = await RunnerProgram.RunAsync(scratch, "a.dib", "b.dib");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Error);
        Assert.Contains("a.dib, cell 3: the compiler ended over this notebook's code.", result.Output.Split('\n'));
        Assert.Contains("2", Assert.Single(RunnerProgram.Cells(scratch, "b")[0].Values("text/html")), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
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

    [Fact(Timeout = 60_000)]
    public async Task A_cell_that_ends_its_process_fails_and_says_so()
    {
        using var scratch = new Scratch();
        scratch.WriteCells("a.dib", "Console.WriteLine(\"before\"); Console.Out.Flush(); Environment.Exit(5);");

        var result = await RunnerProgram.RunAsync(scratch, "a.dib");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("a.dib, cell 1: the cell ended its process (exit code 5).", result.Output.Split('\n'));
        Assert.Equal("before\n", RunnerProgram.Cells(scratch, "a")[0].Stream());
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
