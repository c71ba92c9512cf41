using Workloads.Notebooks.Hosting;

namespace Workloads.Notebooks.Runs;

/// <summary>
/// The process of the next notebook, started early: a process needs a second to start and to warm its compiler up, on one
/// core, while the notebook before it loads its library on another.
/// </summary>
internal sealed class ProcessAhead : IDisposable
{
    /// <summary>A process that is not warm by then is left to the run that wants it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private NotebookRun? _run;
    private NotebookProcess? _process;

    /// <summary>Starts the process of a notebook, and ends when it is warm.</summary>
    public Task StartAsync(NotebookRun run)
    {
        _run = run;
        _process = new NotebookProcess(run.Document.Path);
        return Task.WhenAny(_process.Ready, Task.Delay(Patience));
    }

    /// <summary>The process of a notebook: the one started ahead, or else a new one.</summary>
    public NotebookProcess Take(NotebookRun run)
    {
        var process = _run == run ? _process : null;
        if (process is not null)
            _process = null;
        return process ?? new NotebookProcess(run.Document.Path);
    }

    public void Dispose() => _process?.Dispose();
}
