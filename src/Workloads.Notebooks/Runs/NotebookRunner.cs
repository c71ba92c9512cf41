using System.Diagnostics;
using Workloads.Notebooks.Engine;
using Workloads.Notebooks.Hosting;

namespace Workloads.Notebooks.Runs;

/// <summary>Runs one notebook in a process of its own, cell by cell.</summary>
internal sealed class NotebookRunner(RunSettings settings, IRunProgress progress)
{
    /// <summary>How long a process may take from its start to its first cell.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    /// <summary>The tags by which Jupyter's programs know a cell that fails on purpose, and one that is only to be read.</summary>
    private const string RaisesTag = "raises-exception", OmitTag = "skip-execution";

    private Dictionary<string, ValueOutput> _shown = new(StringComparer.Ordinal);
    private CellRun? _current;

    /// <summary>Runs the notebook's cells until the last, or until one fails.</summary>
    /// <param name="run">The notebook.</param>
    /// <param name="process">Its process, which is ended with it.</param>
    /// <param name="duringImport">
    /// What is started together with a first cell that imports, and waited for before the second: nothing runs beside a cell
    /// that may measure. Not called where the first cell does something else.
    /// </param>
    /// <param name="cancellationToken">Ends the run and the process.</param>
    public async Task RunAsync(NotebookRun run, NotebookProcess process, Func<Task> duringImport, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        progress.NotebookStarted(run);
        process.OnText = TakeText;
        process.OnShown = TakeShown;
        using (process)
        {
            var executed = 0;
            var stopped = false;
            var missing = new MissingNames(run.Document.FileName);
            foreach (var cell in run.Cells)
            {
                run.Elapsed = watch.Elapsed;
                if (!cell.IsCode || cell.Cell.Tags.Contains(OmitTag, StringComparer.Ordinal))
                {
                    cell.Status = cell.IsCode ? CellStatus.Omitted : CellStatus.Succeeded;
                    continue;
                }

                if (stopped)
                    continue;
                if (missing.ReasonToSkip(cell) is { } reason)
                {
                    Fail(run, cell, CellStatus.Skipped, "NotRun", reason);
                    missing.Take(cell);
                    progress.CellFinished(run, cell);
                    continue;
                }

                cell.ExecutionCount = ++executed;
                progress.CellStarted(run, cell);
                var meanwhile = executed == 1 && Imports(cell) ? duringImport() : Task.CompletedTask;
                await RunCellAsync(run, cell, process, cancellationToken);
                await meanwhile.WaitAsync(cancellationToken);
                missing.Take(cell);
                stopped = !cell.IsFine
                    && !(settings.KeepGoing && (cell.Status is CellStatus.Failed or CellStatus.Skipped)
                        && process.Reports.Completion is { IsCompleted: false });
                run.Elapsed = watch.Elapsed;
                progress.CellFinished(run, cell);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        run.Elapsed = watch.Elapsed;
        progress.NotebookFinished(run);
    }

    private static bool Imports(CellRun cell) => cell.Cell.Source.StartsWith("#!import ", StringComparison.Ordinal);

    private async Task RunCellAsync(NotebookRun run, CellRun cell, NotebookProcess process, CancellationToken cancellationToken)
    {
        _current = cell;
        _shown = new(StringComparer.Ordinal);
        cell.Status = CellStatus.Running;
        process.RunCell(new RunMessage(cell.Number, cell.Cell.Kernel, cell.Cell.Source));
        var watch = Stopwatch.StartNew();
        var limit = StartLimit;
        while (true)
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(limit);
            try
            {
                switch (await process.Reports.ReadAsync(deadline.Token))
                {
                    case CellStarted:
                        watch.Restart();
                        limit = settings.CellTimeout;
                        continue;
                    case CellFinished { Message: var message }:
                        End(cell, message);
                        return;
                    case ProcessEnded ended:
                        cell.Elapsed = watch.Elapsed;
                        Fail(run, cell, CellStatus.Failed, "ProcessEnded",
                            $"the cell ended its process{(ended.ExitCode is { } code ? Invariant($" (exit code {code})") : "")}.");
                        return;
                }
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                cell.Elapsed = watch.Elapsed;
                if (cancellationToken.IsCancellationRequested)
                    Fail(run, cell, CellStatus.Failed, "Cancelled", "the run was cancelled.");
                else
                    Fail(run, cell, CellStatus.TimedOut, "DeadlinePassed",
                        $"still running after {Duration.Text(limit)} (--cell-timeout), so it was ended.");
                return;
            }
        }
    }

    private void End(CellRun cell, FinishedMessage message)
    {
        cell.Elapsed = TimeSpan.FromMilliseconds(message.Milliseconds);
        cell.Error = message.Error;
        cell.Warnings = message.Warnings;
        cell.Status = message.End switch
        {
            CellEnd.Succeeded => CellStatus.Succeeded,
            CellEnd.PackageMissing when !settings.RequirePackages => CellStatus.Skipped,
            CellEnd.Failed when cell.Cell.Tags.Contains(RaisesTag, StringComparer.Ordinal) => CellStatus.Raised,
            _ => CellStatus.Failed,
        };
    }

    private static void Fail(NotebookRun run, CellRun cell, CellStatus status, string name, string message)
    {
        cell.Status = status;
        cell.Error = CellFailure.FromMessage(name, CellLocation.Name(run.Document.FileName, cell.Number), message);
    }

    private void TakeText(bool isError, string text) => _current?.Outputs.AddText(isError, text);

    private void TakeShown(ShownMessage message)
    {
        if (_current?.Outputs is not { } outputs)
            return;
        // As in the notebook hosts, what an earlier cell has shown stays, and its update is an output of the cell that made it.
        if (message is { Replaces: true, DisplayId: { } id } && _shown.TryGetValue(id, out var before))
            outputs.Replace(before, message.Values);
        else if (outputs.Add(message.DisplayId is null, message.Values) is { } output && message.DisplayId is { } displayId)
            _shown[displayId] = output;
    }
}
