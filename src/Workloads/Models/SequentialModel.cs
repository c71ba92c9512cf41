namespace Workloads.Models;

/// <summary>One call after the other on one thread: what every other model is measured against (A3).</summary>
public sealed class SequentialModel() : ExecutionModel("sequential", workers: 1)
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(RunContext context)
    {
        context.CallAll(0, context.Count, worker: 0);
        return Task.CompletedTask;
    }
}
