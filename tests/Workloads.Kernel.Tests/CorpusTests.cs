using Workloads.Notebooks.Documents;

namespace Workloads.Kernel.Tests;

/// <summary>Small cells of many kinds, each shown the same by the notebook kernel itself and by the runner.</summary>
public sealed class CorpusTests(CorpusTests.Runner runner) : IClassFixture<CorpusTests.Runner>
{
    private const int Least = 200;

    private static readonly string Folder = Path.Combine(RealNotebooks.Repository, "tests", "Workloads.Kernel.Tests", "Corpus");

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Folder, "*.dib").Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Where(name => name != "shared").Order(StringComparer.Ordinal)];

    [Theory(Timeout = 600_000)]
    [MemberData(nameof(Names))]
    public async Task A_cell_shows_the_same_in_the_kernel_and_in_the_runner_but_for_what_is_meant_to_differ(string name)
    {
        var kernel = await TwoHosts.InKernelAsync(runner.Scratch, Path.Combine(Folder, $"{name}.dib"), Folder);
        var own = ExecutedNotebook.Read(Path.Combine(runner.Executed, "Corpus", $"{name}.ipynb"));

        Assert.Equal(kernel.Select(cell => cell.Source), own.Select(cell => cell.Source));
        var differing = kernel.Zip(own, (there, here) => (there.Source, There: Comparison.Of(there), Here: Comparison.Of(here)))
            .Where(cell => cell.There != cell.Here).ToList();
        var unmeant = differing.Where(cell => !IntendedDifferences.Reasons.ContainsKey(cell.Source))
            .Select(cell => $"--- {cell.Source}\n{Comparison.Difference(cell.There, cell.Here)}");
        Assert.True(!unmeant.Any(), string.Join("\n\n", unmeant));
        var meant = kernel.Select(cell => cell.Source).Where(IntendedDifferences.Reasons.ContainsKey);
        Assert.Equal(meant, differing.Select(cell => cell.Source));
    }

    [Fact]
    public void There_are_enough_cells_to_tell() =>
        Assert.InRange(Names.Sum(name => NotebookReader.Read(Path.Combine(Folder, $"{name.Data}.dib")).Cells.Count), Least, int.MaxValue);

    /// <summary>The corpus as the runner runs it, once for all.</summary>
    public sealed class Runner : IAsyncLifetime
    {
        internal Scratch Scratch { get; } = new();

        internal string Executed { get; private set; } = "";

        public async ValueTask InitializeAsync() =>
            Executed = await TwoHosts.InRunnerAsync(Scratch, Names.Select(name => Path.Combine(Folder, $"{name.Data}.dib")));

        public ValueTask DisposeAsync()
        {
            Scratch.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
