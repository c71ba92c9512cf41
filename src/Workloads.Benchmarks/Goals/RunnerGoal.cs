using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Workloads.Benchmarks.Peers;
using Workloads.Processes;

namespace Workloads.Benchmarks.Goals;

/// <summary>
/// The headless runner: how soon it runs a first cell, in times of the runtime's own start of an empty program; what a cell costs, in
/// times of a bare compilation of its text; what a long notebook needs; whether all notebooks run, with the smoke preset.
/// </summary>
internal sealed class RunnerGoal()
    : Goal("runner",
        missedBecause: "most of the way to a first cell is the compiler's own first compilation, which wants the full speed of the cores")
{
    private const string FirstCell = "start to first cell", Empty = "the start of an empty program";
    private const int Cells = 300, Compilations = 100;

    /// <summary>Run once only, since it takes minutes: neither memory nor failures depend on what else the machine does.</summary>
    private (string Time, double PeakBytes, string? Failure)? _all;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        NotebookRunnerProcess runner = NotebookRunnerProcess.Find();
        string folder = Directory.CreateTempSubdirectory("workloads-runner").FullName;
        try
        {
            Turns starts = await new InTurns
            {
                Ways =
                [
                    new(FirstCell, async token => (await runner.RunMarksAsync(folder, cells: 1, token)).SecondsToFirstCell),
                    Way.Timed(Empty, static _ => RuntimeStart.MeasureAsync(1)),
                ],
                MaxRounds = InTurns.MinRounds, Time = TimeSpan.MaxValue,
            }.RunAsync(cancellationToken);
            double before = Compile();
            RunOfMarks many = await runner.RunMarksAsync(folder, Cells, cancellationToken);
            double bare = (before + Compile()) / 2;
            (string time, double peak, string? failure) = _all ??= await RunAllAsync(runner, folder, cancellationToken);

            return new(
                [
                    Criterion.AtMost(starts, FirstCell, Empty, 60),
                    Criterion.AtMost("a cell's own cost, in times of a bare compilation,", many.SecondsPerCell / bare, 20, Unit.Ratio)
                        with { Ours = Unit.Seconds.Format(many.SecondsPerCell), Floor = Unit.Seconds.Format(bare) },
                    Criterion.AtMost($"memory for {Cells} cells", many.PeakBytes, 600e6, Unit.Bytes),
                    Criterion.AtMost("runs of all notebooks, smoke, that fail", failure is null ? 0 : 1, 0, Unit.Count)
                        with { Ours = time },
                    Criterion.AtMost("memory of all processes for all notebooks", peak, 900e6, Unit.Bytes),
                ],
                failure ?? "");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What a compilation of a cell takes that does no more; the median of many, the first of which warm up.</summary>
    private static double Compile()
    {
        MetadataReference[] references = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetFileName(file) is "System.Private.CoreLib.dll" or "System.Runtime.dll")
                .Select(file => MetadataReference.CreateFromFile(file))];
        var seconds = new List<double>();
        for (int cell = 0; cell < 2 * Compilations; cell++)
        {
            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            SyntaxTree text = CSharpSyntaxTree.ParseText(NotebookRunnerProcess.CellOf(cell, "marks.txt"), new(kind: SourceCodeKind.Script));
            if (!CSharpCompilation.CreateScriptCompilation($"cell{cell}", text, references).Emit(Stream.Null).Success)
                throw new InvalidOperationException("A cell's text does not compile.");
            seconds.Add(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return seconds.Skip(Compilations).Median();
    }

    /// <summary>Notebooks that fail have no figures; the others stand all the same. Memory is that of all processes together.</summary>
    private static async Task<(string Time, double PeakBytes, string? Failure)> RunAllAsync(NotebookRunnerProcess runner, string folder,
        CancellationToken cancellationToken)
    {
        try
        {
            (TimeSpan total, double peakBytes) = await runner.RunAllAsync(folder, cancellationToken);
            return (Unit.Seconds.Format(total.TotalSeconds), peakBytes, null);
        }
        catch (InvalidOperationException exception)
        {
            return ("", double.NaN, exception.Message);
        }
    }
}
