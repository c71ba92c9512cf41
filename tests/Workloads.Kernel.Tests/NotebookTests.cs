using Workloads.Notebooks.Cells;
using Workloads.Notebooks.Documents;
using Workloads.Notebooks.Runs;

namespace Workloads.Kernel.Tests;

/// <summary>The notebooks of this repository, run by the kernel itself and by the runner.</summary>
public sealed class NotebookTests(RunnersNotebooks executed) : IClassFixture<RunnersNotebooks>
{
    /// <summary>Those that run in one host only, and why.</summary>
    private static readonly Dictionary<string, string> Apart = new(StringComparer.Ordinal)
    {
        ["setup.dib"] = "It is part of every other, and finds the library from their folders.",
        ["charts/plotly-net.dib"] =
            "Plotly.NET 6 wants a newer FSharp.Core than the kernel brings; where the package sources have version 5, that runs.",
    };

    public static TheoryData<string> Notebooks => [.. RealNotebooks.Dibs.Where(name => !Apart.ContainsKey(name))];

    [Theory(Timeout = 600_000)]
    [MemberData(nameof(Notebooks))]
    public async Task A_notebook_shows_as_much_of_each_kind_in_the_kernel_as_in_the_runner_and_no_error(string name)
    {
        using var scratch = new Scratch();
        var path = RealNotebooks.Path(name);

        var kernel = await TwoHosts.InKernelAsync(scratch, Smoke(scratch, path), Path.GetDirectoryName(path)!);
        var own = ExecutedNotebook.Read(Path.Combine(executed.Folder, Path.ChangeExtension(name, ".ipynb")));

        Assert.All(kernel, cell => Assert.Null(cell.Failure));
        Assert.Equal(kernel.Select(cell => $"{cell.Source}\n{Comparison.Shape(cell)}"),
            own.Select(cell => $"{cell.Source}\n{Comparison.Shape(cell)}"));
    }

    /// <summary>The notebook with its smoke preset, as a file of its own.</summary>
    private static string Smoke(Scratch scratch, string path)
    {
        var smoke = Path.Combine(scratch.Folder, "smoke.ipynb");
        IpynbWriter.Write(new NotebookRun(new Parameters([], Parameters.Smoke).Apply([NotebookReader.Read(path)])[0], path), smoke);
        return smoke;
    }
}
