namespace Workloads.Models;

/// <summary>
/// A loop over the callers that the runtime shares out, one worker for each core: the cheapest way to hand out calls that are all
/// there from the start.
/// </summary>
/// <param name="workers">How many threads run the loop; the cores that this process may use when left out.</param>
/// <remarks>
/// A turn of the loop is one caller where there are few, and a short range of them where there are many: what is paid for each turn
/// would otherwise be paid for each call.
/// </remarks>
public sealed class ParallelLoopModel(int? workers = null) : ExecutionModel("parallel loop", WorkersOr(workers))
{
    private const int TurnsForEachWorker = 64, MaxCallersInTurn = 256;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(RunContext context)
    {
        int callers = Math.Clamp(context.Count / (Workers * TurnsForEachWorker), 1, MaxCallersInTurn),
            turns = (context.Count + callers - 1) / callers;
        Parallel.For(0, turns, new ParallelOptions { MaxDegreeOfParallelism = Workers }, turn =>
            context.CallAll(turn * callers, Math.Min((turn + 1) * callers, context.Count), RunContext.ThisThread));
        return Task.CompletedTask;
    }
}
