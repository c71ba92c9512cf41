using Workloads.Models;

namespace Workloads.Benchmarks.Peers;

/// <summary>As many threads as cores, each with its share of the calls cut out beforehand: what a machine gives when nothing is handed out.</summary>
internal sealed class PlainThreadsModel() : ExecutionModel("plain threads", Environment.ProcessorCount)
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(RunContext context)
    {
        var threads = Enumerable.Range(0, Workers).Select(worker => new Thread(() => Work(context, worker))).ToList();
        threads.ForEach(static thread => thread.Start());
        threads.ForEach(static thread => thread.Join());
        return Task.CompletedTask;
    }

    private void Work(RunContext context, int worker)
    {
        int end = (int)((long)context.Count * (worker + 1) / Workers);
        for (int caller = (int)((long)context.Count * worker / Workers); caller < end; caller++)
            context.Call(caller, worker);
    }
}
