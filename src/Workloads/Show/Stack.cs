using Workloads.Html;

namespace Workloads.Show;

/// <summary>Several results as one output: hosts slow down when a cell has very many.</summary>
/// <param name="Items">What to show, from top to bottom.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record Stack(params IReadOnlyList<IDisplayable> Items) : IDisplayable
{
    /// <inheritdoc/>
    public string ToHtml() => Fragment.Once($"<div class=\"workloads-stack\">{string.Concat(Items.Select(item => item.ToHtml()))}</div>");

    /// <inheritdoc/>
    public override string ToString() => string.Join("\n\n", Items.Select(item => item.ToString()));
}
