using Workloads.Notebooks.Runs;

namespace Workloads.Notebooks.Pages;

/// <summary>How it came out, as a class for the style sheet and in words.</summary>
internal static class StatusWords
{
    public static (string Label, string Words) Of(NotebookStatus status) => status switch
    {
        NotebookStatus.Succeeded => ("ran", "ran"),
        NotebookStatus.Skipped => ("skipped", "skipped"),
        NotebookStatus.Failed => ("failed", "failed"),
        NotebookStatus.Unfinished => ("running", "not finished"),
        NotebookStatus.NotRun => ("not-run", "not run"),
        _ => ("timed-out", "deadline passed"),
    };

    public static (string Label, string Words) Of(CellStatus status) => status switch
    {
        CellStatus.Succeeded => ("ran", "ran"),
        CellStatus.Raised => ("raised", "failed, as it is marked to"),
        CellStatus.Omitted => ("not-run", "not run, as it is marked"),
        CellStatus.Skipped => ("skipped", "skipped"),
        CellStatus.Failed => ("failed", "failed"),
        CellStatus.TimedOut => ("timed-out", "deadline passed"),
        CellStatus.Running => ("running", "running"),
        _ => ("not-run", "not run"),
    };
}
