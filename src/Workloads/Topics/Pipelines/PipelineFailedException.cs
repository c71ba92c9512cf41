namespace Workloads.Topics;

/// <summary>A stage threw: the first failure in time. The pipeline stopped, and no stage is running any more.</summary>
/// <param name="stage">The stage's name.</param>
/// <param name="item">The number of the item that it failed on, counted from 0.</param>
/// <param name="delivered">Items that had come out at the end by then.</param>
/// <param name="cause">What the stage threw.</param>
public sealed class PipelineFailedException(string stage, int item, int delivered, Exception cause)
    : Exception($"The stage '{stage}' failed on item {item}: {cause.Message}", cause)
{
    /// <summary>The stage's name.</summary>
    public string Stage { get; } = stage;

    /// <summary>The number of the item that it failed on, counted from 0.</summary>
    public int Item { get; } = item;

    /// <summary>Items that had come out at the end by then.</summary>
    public int Delivered { get; } = delivered;
}
