using Workloads.Html;

namespace Workloads.Charts;

/// <summary>Several figures as one output, side by side where there is room: small multiples.</summary>
/// <param name="Figures">The figures, in reading order.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
internal sealed record FigureGrid(params IReadOnlyList<Figure> Figures) : IDisplayable
{
    private static readonly string Style = Theme.Style(""
        + ".wl-g>div{display:grid;gap:.5em 1.5em}.wl-g>h4{font-size:17px;font-weight:650;margin:.6em 8px 0;letter-spacing:0}.wl-g>p{margin:0 8px;color:var(--soft)}.wl-g>p:last-child{font-size:11.5px;margin-bottom:.6em}");

    /// <summary>A heading over all of them.</summary>
    public string Title { get; init; } = "";

    /// <summary>A second line under the heading, such as what was held fixed.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>A line below all of them.</summary>
    public string Caption { get; init; } = "";

    /// <summary>How many stand side by side at most, from 1 to 4.</summary>
    public int Columns { get; init; } = 2;

    private int Side => Math.Clamp(Columns, 1, 4);

    /// <inheritdoc/>
    public string ToHtml()
    {
        string columns = Invariant($"grid-template-columns:repeat(auto-fit,minmax(max(min(100%,300px),{(100.0 / Side) - 4:0.#}%),1fr))");
        return Fragment.Once(Invariant($"<div class=\"wl wl-g workloads-grid\" style=\"max-width:{Math.Max(860, Side * 440)}px\">{Style}")
            + (Title.Length > 0 ? $"<h4>{Markup.Encode(FigureText.Plain(Title))}</h4>" : "")
            + (Subtitle.Length > 0 ? $"<p>{Markup.Encode(FigureText.Plain(Subtitle))}</p>" : "")
            + $"<div style=\"{columns}\">{string.Concat(Figures.Select(figure => $"<div>{FigureHtml.Of(figure, inGrid: Side > 1)}</div>"))}</div>"
            + (Caption.Length > 0 ? $"<p>{Markup.Encode(FigureText.Plain(Caption))}</p>" : "")
            + "</div>");
    }

    /// <summary>All figures as one SVG file, with its own background, in light and dark.</summary>
    public string ToSvg() => SvgFile.Of(this, Side);

    /// <summary>The figures in words.</summary>
    public override string ToString() =>
        string.Join("\n\n", new[] { Title, Subtitle }.Concat(Figures.Select(figure => figure.ToString())).Append(Caption)
            .Where(text => text.Length > 0));
}
