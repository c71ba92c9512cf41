namespace Workloads.Measuring;

/// <summary>What one measurement of a goal came to.</summary>
/// <param name="Criteria">What was measured, each with the bound that it must keep.</param>
/// <param name="Peer">The figure to compare with: the same work elsewhere, or the same work with nothing around it.</param>
internal sealed record GoalMeasurement(IReadOnlyList<Criterion> Criteria, string Peer)
{
    /// <summary>Parts that could not be measured here, with the reason.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Whether something was measured and keeps not to its bound.</summary>
    public bool IsMissed => Criteria.Any(criterion => !criterion.IsMet);
}
