using System.Diagnostics;
using System.Text.Json;
using Workloads.Benchmarks.Goals;
using Workloads.Interpreter;
using Workloads.Show;

namespace Workloads.Benchmarks.Peers;

/// <summary>The headless runner as a reader starts it: a process of its own.</summary>
/// <param name="root">The repository's folder.</param>
/// <param name="program">The runner's program.</param>
internal sealed class NotebookRunnerProcess(string root, string program)
{
    /// <summary>Finds the built runner.</summary>
    /// <exception cref="GoalSkippedException">It is not built.</exception>
    public static NotebookRunnerProcess Find()
    {
        string? program = Repository.Root is { } root
            ? Path.Combine(root, "artifacts/bin/Workloads.Notebooks/release/Workloads.Notebooks.dll") : null;
        return File.Exists(program)
            ? new(Repository.Root!, program)
            : throw new GoalSkippedException("the runner is not built: dotnet build -c Release");
    }

    /// <summary>Runs a notebook of so many cells that each write down when they ran.</summary>
    /// <param name="folder">A folder for the notebook and its output.</param>
    /// <param name="cells">How many cells.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidOperationException">Not every cell ran.</exception>
    public async Task<RunOfMarks> RunMarksAsync(string folder, int cells, CancellationToken cancellationToken)
    {
        string marks = Path.Combine(folder, $"marks-{Guid.NewGuid():N}.txt");
        string notebook = Path.Combine(folder, $"cells-{cells}.dib");
        await File.WriteAllTextAsync(notebook, NotebookOf(cells, marks), cancellationToken);

        (long start, TimeSpan total, double peakBytes) =
            await RunAsync([notebook, "--out", Path.Combine(folder, "out")], cancellationToken);
        string[] lines = File.Exists(marks) ? await File.ReadAllLinesAsync(marks, cancellationToken) : [];
        if (lines.Length != cells)
            throw new InvalidOperationException($"{lines.Length} of {cells} cells ran.");
        return new(start, [.. lines.Select(long.Parse)], peakBytes, total);
    }

    /// <summary>Runs all notebooks of the repository with the smoke preset.</summary>
    /// <exception cref="InvalidOperationException">One of them failed.</exception>
    public async Task<(TimeSpan Total, double PeakBytes)> RunAllAsync(string folder, CancellationToken cancellationToken)
    {
        (_, TimeSpan total, double peakBytes) = await RunAsync(["--smoke", "--out", Path.Combine(folder, "all")], cancellationToken);
        return (total, peakBytes);
    }

    /// <summary>A cell that differs from the others, as a reader's do: the same text twice need not be compiled twice.</summary>
    public static string CellOf(int number, string marks) =>
        $"var value{number} = {number};\nSystem.IO.File.AppendAllText({JsonSerializer.Serialize(marks)}, System.Diagnostics.Stopwatch.GetTimestamp() + \"\\n\");\n";

    private static string NotebookOf(int cells, string marks) =>
        string.Concat(Enumerable.Range(0, cells).Select(cell => $"#!csharp\n\n{CellOf(cell, marks)}\n"));

    private async Task<(long Start, TimeSpan Total, double PeakBytes)> RunAsync(IEnumerable<string> arguments,
        CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken),
                errors = process.StandardError.ReadToEndAsync(cancellationToken);
            double peak = 0;
            Task ended = process.WaitForExitAsync(cancellationToken);
            while (await Task.WhenAny(ended, Task.Delay(200, cancellationToken)) != ended)
                peak = Math.Max(peak, TreeMemory.Of(process.Id));

            await ended;
            TimeSpan total = Stopwatch.GetElapsedTime(start);
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"The runner ended with {process.ExitCode}: {LastLine(await errors) ?? LastLine(await output)}");
            return (start, total, peak);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string? LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
}
