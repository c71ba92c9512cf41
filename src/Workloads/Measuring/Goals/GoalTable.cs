using Workloads.Html;
using Workloads.Python;

namespace Workloads.Measuring;

/// <summary>Goals that were measured, as a notebook shows them: the same figures as the <c>goals</c> command's, in a table.</summary>
/// <param name="Goals">The goals by name, each with its measurement.</param>
/// <param name="Python">The build that stands beside ours; null when none was found, and then what is measured against it is left
/// out.</param>
/// <param name="Machine">What they were measured on.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
internal sealed record GoalTable(IReadOnlyList<(string Name, GoalMeasurement Measurement)> Goals, CPython? Python, MachineFacts Machine)
    : IDisplayable
{
    /// <summary>Every figure that could be measured.</summary>
    public IReadOnlyList<Criterion> Measured =>
        [.. Goals.SelectMany(goal => goal.Measurement.Criteria).Where(criterion => !double.IsNaN(criterion.Value))];

    /// <summary>Those that do not keep to their bound.</summary>
    public IReadOnlyList<Criterion> Missed => [.. Measured.Where(criterion => !criterion.IsMet)];

    /// <summary>The measurement of one goal.</summary>
    /// <exception cref="InvalidOperationException">There is no goal of that name.</exception>
    public GoalMeasurement Of(string name) => Goals.First(goal => goal.Name == name).Measurement;

    /// <inheritdoc/>
    public string ToHtml() => this.ToTable().ToHtml();

    /// <summary>A line for each figure that could be measured.</summary>
    public override string ToString() => string.Join('\n', Goals.SelectMany(
        goal => goal.Measurement.Criteria.Where(criterion => !double.IsNaN(criterion.Value)),
        (goal, criterion) => $"{goal.Name}: {criterion.Measured} [goal {criterion.Goal}, {(criterion.IsMet ? "met" : "missed")}]"));
}
