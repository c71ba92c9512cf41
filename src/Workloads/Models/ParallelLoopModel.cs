namespace Workloads.Models;

/// <summary>
/// A loop over the callers that the runtime cuts into ranges, one worker for each core: the cheapest way to hand out calls
/// that are all there from the start.
/// </summary>
/// <param name="workers">How many threads run the loop; the cores that this process may use when left out.</param>
public sealed class ParallelLoopModel(int? workers = null) : ExecutionModel("parallel loop", WorkersOr(workers))
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(RunContext context)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Workers };
        Parallel.For(0, context.Count, options, context.Call);
        return Task.CompletedTask;
    }
}
