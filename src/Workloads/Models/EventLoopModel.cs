namespace Workloads.Models;

/// <summary>
/// Every call on one thread that turns to another whenever one waits, as asyncio does: waits overlap, computations do not
/// (C10, D8).
/// </summary>
public sealed class EventLoopModel() : ExecutionModel("event loop", workers: 1)
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(RunContext context)
    {
        EventLoop.Run(loop => CallAllAsync(context, loop));
        return Task.CompletedTask;
    }

    private static async Task CallAllAsync(RunContext context, EventLoop loop)
    {
        var window = new CallWindow(AsyncTasksModel.MaxInFlight);
        for (int caller = 0; caller < context.Count && !context.IsStopped(caller); caller++)
        {
            ValueTask call = context.CallAsync(caller, worker: 0, loop.Time);
            if (call.IsCompletedSuccessfully)
                continue;
            await window.EnterAsync().ConfigureAwait(true);
            _ = LeaveAfterAsync(call, window);
        }

        await window.DrainAsync().ConfigureAwait(true);
    }

    private static async Task LeaveAfterAsync(ValueTask call, CallWindow window)
    {
        await call.ConfigureAwait(true);
        window.Leave();
    }
}
