using System.Diagnostics;
using Workloads.Notebooks.Pages;

namespace Workloads.Notebooks.Runs;

/// <summary>
/// Writes a notebook's page as it grows, after a cell and not more often than every second, so that a reader can look on. A runner that
/// is killed loses what was shown since then; one that is cancelled writes the page once more.
/// </summary>
internal sealed class SavingProgress(IRunProgress inner, Site site) : IRunProgress
{
    private readonly Stopwatch _sinceSaved = Stopwatch.StartNew();
    private TimeSpan _pause = TimeSpan.FromSeconds(1);

    public void NotebookStarted(NotebookRun run) => inner.NotebookStarted(run);

    public void CellStarted(NotebookRun run, CellRun cell) => inner.CellStarted(run, cell);

    public void CellFinished(NotebookRun run, CellRun cell)
    {
        inner.CellFinished(run, cell);
        if (_sinceSaved.Elapsed > _pause)
            Save(run);
    }

    public void NotebookFinished(NotebookRun run) => inner.NotebookFinished(run);

    /// <summary>Writes the page now.</summary>
    public void Save(NotebookRun run)
    {
        var start = _sinceSaved.Elapsed;
        site.Write(run);
        site.WriteIndex();

        // A large page is written less often: at most a twentieth of the time goes into it.
        _pause = TimeSpan.FromSeconds(1) + ((_sinceSaved.Elapsed - start) * 20);
        _sinceSaved.Restart();
    }
}
