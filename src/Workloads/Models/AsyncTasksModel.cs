namespace Workloads.Models;

/// <summary>
/// Each caller is an asynchronous task on the thread pool, and all are awaited together. A waiting call costs some hundred
/// bytes and no thread (A13, D8).
/// </summary>
public sealed class AsyncTasksModel() : ExecutionModel("async tasks", WorkersOr(null))
{
    /// <summary>Tasks under way at the same time; the next starts when one ends, so that callers do not grow the memory.</summary>
    internal const int MaxInFlight = 100_000;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(RunContext context)
    {
        var window = new CallWindow(MaxInFlight);
        for (int caller = 0; caller < context.Count && !context.IsStopped(caller); caller++)
        {
            await window.EnterAsync().ConfigureAwait(false);
            int number = caller;
            _ = Task.Run(async () =>
            {
                await context.CallAsync(number, RunContext.ThisThread).ConfigureAwait(false);
                window.Leave();
            });
        }

        await window.DrainAsync().ConfigureAwait(false);
    }
}
