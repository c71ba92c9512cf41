using System.Diagnostics;
using Spectre.Console;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Interpreter;
using Workloads.Notebooks.Pages;
using Workloads.Notebooks.Runs;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Notebooks.CommandLine;

/// <summary>How a run goes on, in the terminal: a live line where there is one, and plain lines where output goes to a file.</summary>
internal sealed class ConsoleProgress(IAnsiConsole console, int notebooks) : IRunProgress
{
    private static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(5);

    private readonly bool _isLive = console.Profile.Capabilities.Interactive;
    private readonly Stopwatch _sinceLine = Stopwatch.StartNew();
    private int _notebook;
    private volatile string _live = "";

    /// <summary>Runs something with the live line beneath.</summary>
    public async Task ShowAsync(Func<Task> run)
    {
        if (!_isLive)
        {
            await run();
            return;
        }

        await console.Status().Spinner(Spinner.Known.Dots).StartAsync("starting", async status =>
        {
            var running = run();
            var watch = Stopwatch.StartNew();
            while (!running.IsCompleted)
            {
                status.Status = $"{_live} [grey]{Duration.Text(watch.Elapsed)}[/]";
                await Task.WhenAny(running, Task.Delay(100));
            }

            await running;
        });
    }

    public void NotebookStarted(NotebookRun run)
    {
        _notebook++;
        _live = Markup.Escape(Where(run));
        if (!_isLive)
            Line($"{Where(run)} ...");
    }

    public void CellStarted(NotebookRun run, CellRun cell)
    {
        _live = Markup.Escape($"{Where(run)}, cell {cell.Number} of {run.Cells.Count}");
        if (!_isLive && _sinceLine.Elapsed > QuietTime)
            Line($"{Where(run)}, cell {cell.Number} of {run.Cells.Count}, {Duration.Text(run.Elapsed)}");
    }

    public void CellFinished(NotebookRun run, CellRun cell)
    {
        foreach (var line in cell.Warnings)
            Line(line, "yellow");
        foreach (var line in cell.Error?.Lines ?? [])
            Line(line, cell.Status == CellStatus.Skipped ? "yellow" : "red");
    }

    public void NotebookFinished(NotebookRun run) =>
        Line($"{Where(run)}: {StatusWords.Of(run.Status).Words}, {Duration.Text(run.Elapsed)}", Colour(run.Status));

    /// <summary>The run's table, and where its pages lie.</summary>
    public void Summarise(IReadOnlyList<NotebookRun> runs, string indexPath)
    {
        var table = new Table().Border(_isLive ? TableBorder.Rounded : TableBorder.Ascii).AddColumns("notebook", "cells", "time", "result");
        table.Columns[1].RightAligned();
        table.Columns[2].RightAligned();
        foreach (var run in runs)
        {
            table.AddRow(
                new Text(run.Name),
                new Text($"{run.Cells.Count(c => c.ExecutionCount is not null)}"),
                new Text(Duration.Text(run.Elapsed)),
                new Text(StatusWords.Of(run.Status).Words, new Style(Color(run.Status))));
        }

        console.Write(table);
        Line($"Index: {indexPath}");
    }

    private string Where(NotebookRun run) => $"[{_notebook}/{notebooks}] {run.Name}";

    private static string Colour(NotebookStatus status) => status switch
    {
        NotebookStatus.Succeeded => "green",
        NotebookStatus.Skipped => "yellow",
        _ => "red",
    };

    private static Color Color(NotebookStatus status) => status switch
    {
        NotebookStatus.Succeeded => Spectre.Console.Color.Green,
        NotebookStatus.Skipped => Spectre.Console.Color.Yellow,
        _ => Spectre.Console.Color.Red,
    };

    // Written past Spectre's layout when nothing is live, since that would break long lines apart.
    private void Line(string text, string? colour = null)
    {
        _sinceLine.Restart();
        if (_isLive)
            console.MarkupLine(colour is null ? Markup.Escape(text) : $"[{colour}]{Markup.Escape(text)}[/]");
        else
            console.Profile.Out.Writer.WriteLine(text);
    }
}
