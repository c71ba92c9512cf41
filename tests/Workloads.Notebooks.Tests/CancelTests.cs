using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Workloads.Notebooks.Tests;

public sealed class CancelTests
{
    private const int Interrupt = 2, Terminate = 15;

    [Fact(Timeout = 180_000)]
    public async Task A_run_that_is_cancelled_leaves_the_notebook_as_far_as_it_came_and_says_so()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A signal is sent, and processes are looked up in /proc.");
        using var scratch = new Scratch();
        scratch.WriteCells("a.dib", "Console.Write(\"first\");", """
            Console.Write("second");
            System.Diagnostics.Process.Start("sh", ["-c", "cat /proc/$1/task/*/children > ids.tmp; mv ids.tmp ids", "sh", System.IO.File.ReadAllText("/proc/self/stat").Split(' ')[3]]).WaitForExit();
            System.Threading.Thread.Sleep(-1);
            """, "Console.Write(\"third\");");
        scratch.WriteCells("b.dib", "1");
        using var runner = Process.Start(RunnerProgram.Start(scratch, "a.dib", "b.dib"))!;
        while (!File.Exists(Path.Combine(scratch.Folder, "ids")))
            await Task.Delay(50, TestContext.Current.CancellationToken);

        // A terminal's Ctrl+C goes to all processes; the runner's own part is sent as a signal that no shell has taught it to ignore.
        foreach (var id in scratch.Read("ids").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            _ = Send(int.Parse(id), Interrupt);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        _ = Send(runner.Id, Terminate);
        var output = await runner.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await runner.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await runner.WaitForExitAsync(TestContext.Current.CancellationToken);

        var cells = RunnerProgram.Cells(scratch, "a");
        Assert.Equal(130, runner.ExitCode);
        Assert.Equal("Cancelled.\n", error);
        Assert.Contains("a.dib, cell 2: the run was cancelled.", output.Split('\n'));
        Assert.Equal("first", cells[0].Stream());
        Assert.Equal("second", cells[1].Stream());
        Assert.Equal("the run was cancelled.", cells[1].Error);
        Assert.Empty(cells[2].Outputs);
        Assert.Contains("second", scratch.Read("out/a.html"), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(scratch.Folder, "out", "b.html")));
        var index = scratch.Read("out/index.html");
        Assert.Contains("2 notebooks: 1 failed, 1 not run", index, StringComparison.Ordinal);
        Assert.Contains("a.dib, cell 2: the run was cancelled.", index, StringComparison.Ordinal);
        Assert.DoesNotContain("b.html", index, StringComparison.Ordinal);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Send(int process, int signal);
}
