using Workloads.Html;

namespace Workloads.Charts;

/// <summary>
/// A figure for a notebook or a page: a drawing for wide places and one for narrow ones, of which the style sheet shows the
/// one that fits, and the script that puts an interactive chart in their place.
/// </summary>
internal static class FigureHtml
{
    public static string Of(Figure figure)
    {
        string id = Markup.NewId();
        var data = new Prepared(figure);
        string style = FigureStyle.Of(id) + $$"""
            #{{id}}{container-type:inline-size;width:100%;max-width:860px;margin:.6em 0;color:var(--wl-ink)}
            #{{id}}>svg{display:block;width:100%;height:auto}
            #{{id}}.wl-live>svg{display:none!important}
            #{{id}}>header{display:none;margin:0 8px;font:13px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:var(--wl-soft)}
            #{{id}}>header b{display:block;font-size:17px;font-weight:650;color:var(--wl-ink)}
            #{{id}}.wl-live>header{display:block}
            #{{id}}>figcaption{display:none;margin:0 8px;font:11.5px system-ui,sans-serif;color:var(--wl-soft)}
            #{{id}}.wl-live>figcaption{display:block}
            @container(max-width:540px){ #{{id}}>svg:first-of-type{display:none}#{{id}}>svg+svg{display:block!important;max-width:500px} }

            """;
        return $"<figure id=\"{id}\" class=\"workloads-figure\"><style>{style}</style>"
            + Drawing.Of(data, DrawingSize.Wide, id + "w", "", "")
            + Drawing.Of(data, DrawingSize.Narrow, id + "n", " style=\"display:none\"", "")
            + $"<header><b>{Markup.Encode(figure.Title)}</b>{Markup.Encode(figure.Subtitle)}</header>"
            + $"<figcaption>{Markup.Encode($"{figure.Caption} {data.Note}".Trim())}</figcaption></figure>"
            + PlotlyUpgrade.Script(id, PlotlyJson.Of(data, titled: false));
    }
}
