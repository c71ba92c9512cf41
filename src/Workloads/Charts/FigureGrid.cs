using Workloads.Html;

namespace Workloads.Charts;

/// <summary>Several figures as one output, side by side where there is room: small multiples.</summary>
/// <param name="Figures">The figures, in reading order.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record FigureGrid(params IReadOnlyList<Figure> Figures) : IDisplayable
{
    /// <summary>A heading over all of them.</summary>
    public string Title { get; init; } = "";

    /// <summary>A line below all of them.</summary>
    public string Caption { get; init; } = "";

    /// <summary>How many stand side by side at most, from 1 to 4.</summary>
    public int Columns { get; init; } = 2;

    private int Side => Math.Clamp(Columns, 1, 4);

    /// <inheritdoc/>
    public string ToHtml()
    {
        string id = Markup.NewId();
        string style = Theme.Variables(id, withSeries: false) + $$"""
            #{{id}}{max-width:{{Math.Max(860, Side * 440)}}px;color:var(--wl-ink);font:13px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
            #{{id}}>div{display:grid;gap:.5em 1.5em;grid-template-columns:repeat(auto-fit,minmax(max(min(100%,300px),{{(100.0 / Side) - 4:0.#}}%),1fr))}
            #{{id}}>h4{font-size:17px;font-weight:650;margin:.6em 8px 0}
            #{{id}}>p{font-size:11.5px;color:var(--wl-soft);margin:0 8px .6em}

            """;
        return $"<div id=\"{id}\" class=\"workloads-grid\"><style>{style}</style>"
            + (Title.Length > 0 ? $"<h4>{Markup.Encode(Title)}</h4>" : "")
            + $"<div>{string.Concat(Figures.Select(figure => $"<div>{figure.ToHtml()}</div>"))}</div>"
            + (Caption.Length > 0 ? $"<p>{Markup.Encode(Caption)}</p>" : "")
            + "</div>";
    }

    /// <summary>All figures as one SVG file, with its own background, in light and dark.</summary>
    public string ToSvg() => SvgFile.Of(this, Side);

    /// <summary>The figures in words.</summary>
    public override string ToString() => string.Join("\n\n", new[] { Title }.Concat(Figures.Select(figure => figure.ToString())).Append(Caption).Where(text => text.Length > 0));
}
