namespace Workloads.Notebooks.Runs;

/// <summary>Hears how a run goes on.</summary>
internal interface IRunProgress
{
    void NotebookStarted(NotebookRun run);

    void CellStarted(NotebookRun run, CellRun cell);

    void CellFinished(NotebookRun run, CellRun cell);

    void NotebookFinished(NotebookRun run);
}
