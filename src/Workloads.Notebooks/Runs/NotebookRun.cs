using Workloads.Interpreter;
using Workloads.Notebooks.Documents;
using Workloads.Show;

namespace Workloads.Notebooks.Runs;

/// <summary>How a notebook came out.</summary>
internal enum NotebookStatus
{
    /// <summary>All its cells ran.</summary>
    Succeeded,

    /// <summary>It wants a package that is not to be had here, which is no failure.</summary>
    Skipped,

    /// <summary>A cell failed.</summary>
    Failed,

    /// <summary>A cell ran into its deadline.</summary>
    TimedOut,

    /// <summary>It has begun and not come to its end: it is running, or was cancelled between two cells.</summary>
    Unfinished,

    /// <summary>It has not begun.</summary>
    NotRun,
}

/// <summary>One notebook's run.</summary>
internal sealed class NotebookRun(NotebookDocument document, string name)
{
    public NotebookDocument Document { get; } = document;

    /// <summary>The notebook by its folder and file, for example <c>0-start-here/tour.dib</c>.</summary>
    public string Name { get; } = name;

    public IReadOnlyList<CellRun> Cells { get; } = [.. document.Cells.Select((cell, i) => new CellRun(i + 1, cell))];

    public TimeSpan Elapsed { get; set; }

    public NotebookStatus Status =>
        Cells.Any(c => c.Status == CellStatus.TimedOut) ? NotebookStatus.TimedOut
        : Cells.Any(c => c.Status == CellStatus.Failed) ? NotebookStatus.Failed
        : Cells.Any(c => c.Status == CellStatus.Skipped) ? NotebookStatus.Skipped
        : Cells.All(c => c.Status == CellStatus.Succeeded) ? NotebookStatus.Succeeded
        : Cells.All(c => c.Status == CellStatus.NotRun) ? NotebookStatus.NotRun
        : NotebookStatus.Unfinished;

    /// <summary>What the runner's exit code is to be on this notebook's account.</summary>
    public int ExitCode => Status switch
    {
        NotebookStatus.TimedOut => 3,
        NotebookStatus.Failed => 1,
        _ => 0,
    };

    /// <summary>One line for each thing that went wrong or was not as a cell wants it, and why a notebook was skipped.</summary>
    public IEnumerable<string> Problems => Cells.SelectMany(cell => (string[])[.. cell.Warnings, .. cell.Error?.Lines ?? []]);
}
