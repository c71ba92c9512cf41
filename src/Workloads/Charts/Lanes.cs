namespace Workloads.Charts;

/// <summary>A timeline: spans in lanes, such as the calls that each worker ran, or who held a lock when.</summary>
/// <param name="Name">The name, as the reader sees it where spans have no key of their own.</param>
/// <param name="Spans">The spans, in any order. One that is not finite, or ends before it starts, is left out.</param>
internal sealed record Lanes(string Name, IReadOnlyList<LaneSpan> Spans) : Series(Name)
{
    /// <summary>The lanes from top to bottom, also those without a span; in order of first appearance when left out.</summary>
    public IReadOnlyList<string>? Order { get; init; }
}
