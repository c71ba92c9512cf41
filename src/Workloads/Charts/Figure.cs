using Workloads.Html;

namespace Workloads.Charts;

/// <summary>
/// A figure as data: what is drawn, not how. It becomes a complete SVG, which a small script lets the reader explore where scripts run.
/// </summary>
/// <param name="Title">What the figure shows, or better: what it says.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record Figure(string Title) : IDisplayable
{
    /// <summary>A second line under the title, such as what was held fixed.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>A line below the figure: the machine it was measured on, where quoted numbers come from.</summary>
    public string Caption { get; init; } = "";

    /// <summary>The horizontal axis; the categories' when there are bars, whichever way they run.</summary>
    public Axis X { get; init; } = new();

    /// <summary>The vertical axis; the bars' lengths, whichever way they run.</summary>
    public Axis Y { get; init; } = new();

    /// <summary>What is drawn, later ones over earlier ones.</summary>
    public IReadOnlyList<Series> Series { get; init; } = [];

    /// <summary>Lines across the plot.</summary>
    internal IReadOnlyList<ReferenceLine> Lines { get; init; } = [];

    /// <summary>Texts that point to places.</summary>
    internal IReadOnlyList<Annotation> Annotations { get; init; } = [];

    /// <summary>Whether bars run from left to right, which leaves room for long names of categories.</summary>
    public bool BarsAcross { get; init; }

    /// <summary>
    /// The plot's height in pixels where there is room for the whole width, from 80 to 2,000; chosen from the data when left out.
    /// </summary>
    public int? PlotHeight { get; init; }

    /// <summary>The fewest rows that the legend takes up, so that panels beside each other have their plots at one height.</summary>
    internal int LegendRows { get; init; }

    /// <summary>The same figure with more drawn in it.</summary>
    public Figure With(params IEnumerable<Series> series) => this with { Series = [.. Series, .. series] };

    /// <summary>The same figure with a line across it.</summary>
    internal Figure With(ReferenceLine line) => this with { Lines = [.. Lines, line] };

    /// <summary>The same figure with a text that points to a place.</summary>
    internal Figure With(Annotation annotation) => this with { Annotations = [.. Annotations, annotation] };

    /// <summary>
    /// The figure for a notebook: its SVG for wide and for narrow places, and the script that lets the reader explore it.
    /// </summary>
    public string ToHtml() => FigureHtml.Of(this);

    /// <summary>The figure as an SVG file of its own, with its own background, in light and dark.</summary>
    /// <param name="narrow">Whether it is drawn for a phone.</param>
    public string ToSvg(bool narrow = false) => SvgFile.Of(this, narrow);

    /// <summary>
    /// The figure's timelines in the Trace Event Format, as JSON that Perfetto (https://ui.perfetto.dev) and chrome://tracing open.
    /// </summary>
    /// <remarks>An event for each span, in microseconds when the x axis shows seconds; a thread for each lane.</remarks>
    public string ToChromeTrace() => ChromeTrace.Of(this);

    /// <summary>The figure as Plotly's JSON: an object with <c>data</c>, <c>layout</c> and <c>config</c>.</summary>
    public string ToPlotlyJson() => PlotlyJson.Of(new Prepared(this), titled: true);

    /// <summary>The figure in words: what a console shows, and what is read aloud.</summary>
    public override string ToString() => FigureText.Of(this);
}
