using Workloads.Notebooks.Hosting;

namespace Workloads.Notebooks.Runs;

/// <summary>
/// The processes that notebooks are run in and compiled by. The next notebook's is started early, on one core, while the notebook
/// before it loads its library on another.
/// </summary>
internal sealed class NotebookProcesses : IDisposable
{
    /// <summary>A process that is not ready by then is left to the run that wants it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private CompilerProcess _compiler = new();
    private NotebookRun? _run;
    private NotebookProcess? _process;

    /// <summary>Starts the process of a notebook, and ends when it can take cells.</summary>
    public Task StartAsync(NotebookRun run)
    {
        _run = run;
        _process = Start(run);
        return Task.WhenAny(_process.Ready, Task.Delay(Patience));
    }

    /// <summary>The process of a notebook: the one started ahead, or else a new one.</summary>
    public NotebookProcess Take(NotebookRun run)
    {
        var process = _run == run ? _process : null;
        if (process is null)
            return Start(run);
        _process = null;
        if (!process.IsWithoutCompiler)
            return process;
        process.Dispose();
        return Start(run);
    }

    public void Dispose()
    {
        _process?.Dispose();
        _compiler.Dispose();
    }

    private NotebookProcess Start(NotebookRun run)
    {
        if (_compiler.HasEnded || _compiler.IsLarge)
        {
            _compiler.Retire();
            _compiler = new CompilerProcess();
        }

        return new NotebookProcess(run.Document.Path, _compiler);
    }
}
