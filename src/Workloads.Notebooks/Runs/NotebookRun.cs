using Workloads.Notebooks.Documents;

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
/// <param name="document">The notebook.</param>
/// <param name="name">Its folder and file.</param>
/// <param name="chapter">What the notebooks' table of contents has it under, where it is in one.</param>
internal sealed class NotebookRun(NotebookDocument document, string name, string? chapter = null)
{
    public NotebookDocument Document { get; } = document;

    /// <summary>The notebook by its folder and file, for example <c>0-start-here/tour.dib</c>.</summary>
    public string Name { get; } = name;

    /// <summary>What the notebooks' table of contents has it under; null where it is in none.</summary>
    public string? Chapter { get; } = chapter;

    public IReadOnlyList<CellRun> Cells { get; } = [.. document.Cells.Select((cell, i) => new CellRun(i + 1, cell))];

    public TimeSpan Elapsed { get; set; }

    public NotebookStatus Status =>
        Cells.Any(c => c.Status == CellStatus.TimedOut) ? NotebookStatus.TimedOut
        : Cells.Any(c => c.Status == CellStatus.Failed) ? NotebookStatus.Failed
        : Cells.Any(c => c.Status == CellStatus.Skipped) ? NotebookStatus.Skipped
        : Cells.All(c => c.IsFine) ? NotebookStatus.Succeeded
        : Cells.All(c => c.Status == CellStatus.NotRun) ? NotebookStatus.NotRun
        : NotebookStatus.Unfinished;

    /// <summary>What the runner's exit code is to be on this notebook's account.</summary>
    /// <param name="keepGoing">Whether the rest was run without what is missing: then its readings are not all that they should be.</param>
    public int ExitCode(bool keepGoing) => Status switch
    {
        NotebookStatus.TimedOut => 3,
        NotebookStatus.Failed => 1,
        NotebookStatus.Skipped when keepGoing => 1,
        _ => 0,
    };

    /// <summary>One line for each thing that went wrong or was not as a cell wants it, and why a notebook was skipped.</summary>
    public IEnumerable<string> Problems =>
        Cells.SelectMany(cell => (string[])[.. cell.Warnings, .. cell.IsFine ? [] : cell.Error?.Lines ?? []]);
}
