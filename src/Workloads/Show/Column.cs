using Workloads.Charts;

namespace Workloads.Show;

/// <summary>One column of a table.</summary>
/// <param name="Header">What its cells hold.</param>
internal sealed record Column(string Header)
{
    /// <summary>What its numbers measure, and so how they read; times are known without.</summary>
    public Unit Unit { get; init; } = Unit.None;

    /// <summary>Which side its cells stand on.</summary>
    internal Align Align { get; init; } = Align.Auto;

    /// <summary>Which of its numbers is emphasised.</summary>
    public Best Best { get; init; } = Best.None;

    /// <summary>Whether a bar behind each number shows its size, from zero to the column's largest.</summary>
    public bool Bars { get; init; }
}
