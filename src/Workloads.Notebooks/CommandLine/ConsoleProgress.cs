using System.Diagnostics;
using Spectre.Console;
using Workloads.Notebooks.Claims;
using Workloads.Notebooks.Pages;
using Workloads.Notebooks.Runs;

namespace Workloads.Notebooks.CommandLine;

/// <summary>
/// How a run goes on, in the terminal: one bar over all notebooks where it is live, and plain lines where output goes to a file.
/// </summary>
internal sealed class ConsoleProgress(IAnsiConsole console, IReadOnlyList<NotebookRun> runs) : IRunProgress
{
    private static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(5);

    private readonly bool _isLive = console.Profile.Capabilities.Interactive;
    private readonly Stopwatch _sinceLine = Stopwatch.StartNew();
    private ProgressTask? _bar;
    private int _notebook;
    private int _cells;

    /// <summary>Runs something with the bar beneath.</summary>
    public Task ShowAsync(Func<Task> run)
    {
        if (!_isLive)
            return run();
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
                new EstimateColumn())
            .StartAsync(async context =>
            {
                _bar = context.AddTask("starting", maxValue: Math.Max(1, runs.Sum(CellsOf)));
                await run();
            });
    }

    public void NotebookStarted(NotebookRun run)
    {
        _notebook++;
        Describe(Where(run));
        if (!_isLive)
            Line($"{Where(run)} ...");
    }

    public void CellStarted(NotebookRun run, CellRun cell)
    {
        Describe(Invariant($"{Where(run)}, cell {cell.Number} of {run.Cells.Count}"));
        if (!_isLive && _sinceLine.Elapsed > QuietTime)
            Line(Invariant($"{Where(run)}, cell {cell.Number} of {run.Cells.Count}, {Duration.Text(run.Elapsed)}"));
    }

    public void CellFinished(NotebookRun run, CellRun cell)
    {
        Advance(1);
        foreach (var line in cell.Warnings)
            Line(line, "yellow");
        if (cell.IsFine)
            return;
        foreach (var line in cell.Error?.Lines ?? [])
            Line(line, cell.Status == CellStatus.Skipped ? "yellow" : "red");
    }

    public void NotebookFinished(NotebookRun run)
    {
        // The cells behind one that failed are done with, too.
        Advance(runs.Take(_notebook).Sum(CellsOf) - _cells);
        Line($"{Where(run)}: {StatusWords.Of(run.Status).Words}, {Duration.Text(run.Elapsed)}", Colour(run.Status));
    }

    /// <summary>The claims that the run's notebooks try, with their verdicts, the run's table, and where its pages lie.</summary>
    public void Summarise(IReadOnlyList<ScoredClaim> claims, string indexPath)
    {
        var own = claims.Where(claim => claim.Notebook is not null).ToList();
        if (own.Count > 0)
        {
            console.Write(ScoreTable(own));
            Line(ClaimsTable.Totals(claims));
        }

        console.Write(RunTable());
        Line($"Index: {indexPath}");
    }

    private static int CellsOf(NotebookRun run) => run.Cells.Count(cell => cell.IsCode);

    private Table ScoreTable(IReadOnlyList<ScoredClaim> claims)
    {
        var runtimes = ClaimsTable.Runtimes(claims) is { Count: > 0 } tried ? tried : ["verdict"];
        var table = Bordered().AddColumns(["claim", "", .. runtimes]);
        foreach (var claim in claims)
            table.AddRow([new Text(claim.Id), new Text(claim.Text), .. runtimes.Select(runtime => new Text(Verdict(claim, runtime)))]);
        return table;
    }

    private static string Verdict(ScoredClaim claim, string runtime) =>
        claim.Verdicts.FirstOrDefault(verdict => verdict.Runtime == runtime)?.Words ?? (claim.Verdicts.Count == 0 ? "not tried" : "");

    private Table RunTable()
    {
        var table = Bordered().AddColumns("notebook", "cells", "time", "result", "reason");
        table.Columns[1].RightAligned();
        table.Columns[2].RightAligned();
        foreach (var run in runs)
        {
            var problems = run.Problems.ToList();
            table.AddRow(
                new Text(run.Name),
                new Text(Invariant($"{run.Cells.Count(c => c.ExecutionCount is not null)}")),
                new Text(Duration.Text(run.Elapsed)),
                new Text(StatusWords.Of(run.Status).Words, Style.Parse(Colour(run.Status))),
                new Text(problems switch { [] => "", [var one] => one, [var first,
                    ..] => Invariant($"{first} (and {problems.Count - 1} more)") }));
        }

        return table;
    }

    private Table Bordered() => new Table().Border(_isLive ? TableBorder.Rounded : TableBorder.Ascii);

    private string Where(NotebookRun run) => Invariant($"[{_notebook}/{runs.Count}] {run.Name}");

    private void Describe(string text)
    {
        if (_bar is not null)
            _bar.Description = Markup.Escape(text);
    }

    private void Advance(int cells)
    {
        _cells += cells;
        _bar?.Increment(cells);
    }

    private static string Colour(NotebookStatus status) => status switch
    {
        NotebookStatus.Succeeded => "green",
        NotebookStatus.Skipped => "yellow",
        _ => "red",
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
