namespace Workloads.Topics;

/// <summary>What came out of a pipeline.</summary>
/// <param name="Results">The results, in the order of the items that went in.</param>
/// <param name="Stages">What each stage did, in their order.</param>
/// <param name="Elapsed">From the first item to the last result.</param>
/// <typeparam name="T">The last stage's results.</typeparam>
public sealed record PipelineRun<T>(IReadOnlyList<T> Results, IReadOnlyList<StageRun> Stages, TimeSpan Elapsed)
{
    /// <summary>The stage that the others waited for: the one that worked the greatest share of its time.</summary>
    public StageRun Bottleneck => Stages.MaxBy(static stage => stage.Utilisation)!;
}
