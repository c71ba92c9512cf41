namespace Workloads.Topics;

/// <summary>What one stage of a pipeline did.</summary>
/// <param name="Name">The stage's name.</param>
/// <param name="Workers">How many workers it had.</param>
/// <param name="Capacity">Items that may wait before it.</param>
/// <param name="Handled">Items that went through.</param>
/// <param name="Working">Time spent on items, all its workers together.</param>
/// <param name="Starved">Time its workers waited for an item.</param>
/// <param name="HeldUp">Time its workers waited for room behind them: back-pressure.</param>
/// <param name="QueueLengths">The lengths of the queue before it, in the order of time; at each change a sample or more.</param>
internal sealed record StageRun(
    string Name, int Workers, int Capacity, int Handled, TimeSpan Working, TimeSpan Starved, TimeSpan HeldUp,
    IReadOnlyList<QueueLength> QueueLengths)
{
    /// <summary>The share of its workers' time that it worked, from 0 to 1.</summary>
    public double Utilisation => Share(Working);

    /// <summary>The share of its workers' time that back-pressure held it up, from 0 to 1.</summary>
    public double HeldUpShare => Share(HeldUp);

    /// <summary>The most items that waited before it at once.</summary>
    public int LongestQueue => QueueLengths.Count == 0 ? 0 : QueueLengths.Max(static sample => sample.Length);

    private double Share(TimeSpan part) => part / TimeSpan.FromTicks(Math.Max(1, (Working + Starved + HeldUp).Ticks));
}
