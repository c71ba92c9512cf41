namespace Workloads.Notebooks.Tests;

public class ManyCellsTests
{
    [Fact(Timeout = 600_000)]
    public async Task Three_hundred_cells_fit_into_six_hundred_megabytes()
    {
        using var scratch = new Scratch();
        scratch.WriteCells("a.dib", Enumerable.Range(0, 300)
            .Select(i => $"var v{i} = Enumerable.Range(0, 10).Select(x => x * {i}).Sum();")
            .Append("Console.Write(v299 + \" \" + System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000)"));

        var result = await RunnerProgram.RunAsync(scratch, "a.dib");

        var said = RunnerProgram.Cells(scratch, "a")[300].Stream().Split(' ');
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("13455", said[0]);
        Assert.InRange(int.Parse(said[1]), 1, 600);
    }
}
