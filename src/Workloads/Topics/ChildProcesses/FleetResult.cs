using Workloads.Html;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>How all commands of a fleet ended.</summary>
/// <param name="Children">Each child's result, in the order of the commands.</param>
/// <param name="MaxAtOnce">The most children that ran at the same time.</param>
/// <param name="Elapsed">From the first one's start to the last one's end.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record FleetResult(IReadOnlyList<ChildResult> Children, int MaxAtOnce, TimeSpan Elapsed) : IDisplayable
{
    /// <summary>How many ended in a certain way.</summary>
    public int Count(ChildEnding ending) => Children.Count(child => child.Ending == ending);

    /// <summary>The children's lives added up; while others ran beside them, so that one after the other might have taken less.</summary>
    public TimeSpan Total => Children.Aggregate(TimeSpan.Zero, static (sum, child) => sum + child.Elapsed);

    /// <summary>How many children were at work on average.</summary>
    public double AtOnce => Total / Elapsed;

    /// <inheritdoc/>
    public string ToHtml() => this.ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Children.Count} commands, at most {MaxAtOnce} at once: {string.Join(", ", Enum.GetValues<ChildEnding>().Where(ending => Count(ending) > 0).Select(ending => $"{Count(ending)} {ending}"))}";
}
