using System.Diagnostics;
using Workloads.Models;
using Workloads.Show;

namespace Workloads.TaskQueues;

/// <summary>Runs as notebooks run them: the notebook's stop button ends them.</summary>
public static class QueueLive
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Runs so many callers of a workload, and shows meanwhile how deep the queue is, who works, and how fast; a model without a queue
    /// shows nothing.
    /// </summary>
    /// <param name="model">The model that a <see cref="Broker"/> started.</param>
    /// <param name="workload">What each caller calls.</param>
    /// <param name="size">The size of every call.</param>
    /// <param name="callers">How many callers.</param>
    /// <inheritdoc cref="ExecutionModel.RunAsync(Calls, RunOptions?, CancellationToken)"/>
    public static async Task<Run> RunLiveAsync(this ExecutionModel model, Workload workload, long size, int callers)
    {
        ArgumentNullException.ThrowIfNull(model);
        Task<Run> running = model.RunAsync(workload, size, callers, NotebookCancellation.Token);
        if (model is QueueModel queue)
            await ShowAsync(queue, running).ConfigureAwait(false);
        return await running.ConfigureAwait(false);
    }

    private static async Task ShowAsync(QueueModel queue, Task running)
    {
        using var text = new LiveText();
        QueueStatus before = await queue.StatusAsync().ConfigureAwait(false);
        for (long since = Stopwatch.GetTimestamp(); await Task.WhenAny(running, Task.Delay(s_look)).ConfigureAwait(false) != running;)
        {
            QueueStatus now = await queue.StatusAsync().ConfigureAwait(false);
            text.Report(now.Since(before, Stopwatch.GetElapsedTime(since)));
            (before, since) = (now, Stopwatch.GetTimestamp());
        }
    }
}
