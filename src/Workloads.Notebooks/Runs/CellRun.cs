using Workloads.Notebooks.Documents;
using Workloads.Notebooks.Hosting;

namespace Workloads.Notebooks.Runs;

/// <summary>How far a cell has come.</summary>
internal enum CellStatus
{
    /// <summary>It was never reached.</summary>
    NotRun,

    /// <summary>It is running.</summary>
    Running,

    /// <summary>It ran to its end.</summary>
    Succeeded,

    /// <summary>It failed, or was cancelled.</summary>
    Failed,

    /// <summary>It failed, and is marked as one that does: the cells after it run.</summary>
    Raised,

    /// <summary>It is marked as one that is not to be run.</summary>
    Omitted,

    /// <summary>It wants a package that is not to be had here, or something that a cell before it did not come to bring.</summary>
    Skipped,

    /// <summary>It was ended at its deadline.</summary>
    TimedOut,
}

/// <summary>One cell of a run: what it is, how it ended and what it showed.</summary>
internal sealed class CellRun(int number, NotebookCell cell)
{
    /// <summary>Its number in the notebook, counted from 1.</summary>
    public int Number { get; } = number;

    /// <summary>The cell, as it was executed.</summary>
    public NotebookCell Cell { get; } = cell;

    public bool IsMarkdown => Cell.Kernel == KernelNames.Markdown;

    /// <summary>Whether it is run, and not text or something that only others have a use for.</summary>
    public bool IsCode => Cell.Kernel is not (KernelNames.Markdown or KernelNames.Raw);

    public CellStatus Status { get; set; }

    /// <summary>Whether it did what it was meant to do.</summary>
    public bool IsFine => Status is CellStatus.Succeeded or CellStatus.Raised or CellStatus.Omitted;

    /// <summary>Its place among the cells that were executed, counted from 1; null when it was not.</summary>
    public int? ExecutionCount { get; set; }

    public TimeSpan Elapsed { get; set; }

    public CellError? Error { get; set; }

    /// <summary>A line for each thing that was not as the cell wants it, and did not stop it.</summary>
    public IReadOnlyList<string> Warnings { get; set; } = [];

    public CellOutputs Outputs { get; } = new();
}
