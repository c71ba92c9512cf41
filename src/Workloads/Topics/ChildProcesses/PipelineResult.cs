using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>What a chain of children left behind.</summary>
/// <param name="Children">Each child's result, in the chain's order; only the last one's output was kept.</param>
/// <param name="Elapsed">From the first one's start to the last one's end.</param>
public sealed record PipelineResult(IReadOnlyList<ChildResult> Children, TimeSpan Elapsed)
{
    /// <summary>What came out at the end, as UTF-8.</summary>
    public string Output => Children[^1].Output;

    /// <summary>What came out at the end.</summary>
    public ReadOnlyMemory<byte> OutputBytes => Children[^1].OutputBytes;

    /// <summary>Whether every child ended by itself, with exit code 0.</summary>
    public bool Succeeded => Children.All(child => child.Succeeded);
}
