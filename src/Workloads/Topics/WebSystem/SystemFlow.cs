namespace Workloads.Topics;

/// <summary>What goes from one part of a system to another: an arrow in its picture.</summary>
/// <param name="From">A part's name.</param>
/// <param name="To">Another's.</param>
/// <param name="What">What goes there, in a word or two; may be empty.</param>
internal sealed record SystemFlow(string From, string To, string What = "")
{
    /// <summary>Whether nobody waits for an answer: drawn dashed.</summary>
    public bool IsLater { get; init; }
}
