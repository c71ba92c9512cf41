using Workloads.Html;

namespace Workloads.Charts;

/// <summary>
/// A map of a sweep over sizes and callers, to explore: which model is the fastest where, by how much, and whether that can be told.
/// Each cell has the colour of its fastest model and says how many times as fast that is as the baseline; it is pale where the
/// interval of another model overlaps its own. Beside it the speed-ups along the chosen row and column.
/// </summary>
/// <param name="Title">What it shows, or better: what it says.</param>
/// <param name="Rows">The points, in any order; what was not measured is left empty.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
internal sealed record ExplorerMap(string Title, IReadOnlyList<ExplorerRow> Rows) : IDisplayable
{
    /// <summary>A second line under the title.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>A line below, such as the machine.</summary>
    public string Caption { get; init; } = "";

    /// <summary>The workload's name, to which a size is written in parentheses.</summary>
    public string Workload { get; init; } = "size";

    /// <summary>The model that ratios are taken against, as the reader sees it.</summary>
    public string Baseline { get; init; } = "one thread";

    /// <summary>How many cores there are: the curves end at twice as much. Where the data end when it is not known.</summary>
    public int? Cores { get; init; }

    /// <summary>The points of an earlier run, drawn as a ghost behind; none when left out.</summary>
    public IReadOnlyList<ExplorerRow> Previous { get; init; } = [];

    /// <summary>The map for a notebook: a whole drawing, and where scripts run the map to explore in its place.</summary>
    public string ToHtml() => ExplorerHtml.Of(new(this));

    /// <summary>The drawing as an SVG file of its own, with its own background, in light and dark.</summary>
    public string ToSvg()
    {
        string id = Markup.NewId();
        return ExplorerDrawing.Of(new(this), id, Invariant($" class=\"wl\" width=\"{ExplorerDrawing.Width}\""), SvgFile.Head);
    }

    /// <summary>The map in words: for each runtime the fastest model of each cell.</summary>
    public override string ToString() => new ExplorerData(this).ToString();
}
