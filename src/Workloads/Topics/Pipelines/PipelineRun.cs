namespace Workloads.Topics;

/// <summary>What came out of a pipeline.</summary>
/// <param name="Results">The numbers of the items, in the order in which they came out.</param>
/// <param name="Stages">What each stage did, in their order.</param>
/// <param name="Elapsed">From the first item to the end of the last thread.</param>
/// <param name="Failure">The first failure; null where there was none.</param>
internal sealed record PipelineRun(IReadOnlyList<int> Results, IReadOnlyList<StageRun> Stages, TimeSpan Elapsed, PipelineFailure? Failure)
{
    /// <summary>The stage that the others waited for: the one that worked the greatest share of its time.</summary>
    public StageRun Bottleneck => Stages.MaxBy(static stage => stage.Utilisation)!;

    /// <summary>Items that came out before one that had gone in before them.</summary>
    public int OutOfOrder => Results.Zip(Results.Skip(1), static (earlier, later) => later < earlier).Count(static wrong => wrong);
}

/// <summary>A stage failed.</summary>
/// <param name="Stage">Which.</param>
/// <param name="Item">The number of the item that it failed on, counted from 0.</param>
/// <param name="Delivered">Items that had come out by then.</param>
/// <param name="Error">What it threw.</param>
internal sealed record PipelineFailure(string Stage, int Item, int Delivered, string Error);
