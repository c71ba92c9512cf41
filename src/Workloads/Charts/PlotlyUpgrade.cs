namespace Workloads.Charts;

/// <summary>
/// The script that puts an interactive chart in a drawing's place, where plotly.js is on the page already or can be had from
/// its CDN; where it cannot, or fails, the drawing stays.
/// </summary>
internal static class PlotlyUpgrade
{
    /// <summary>The version of plotly.js-basic-dist-min, which has lines, points and bars.</summary>
    public const string Version = "4.1.1";

    /// <summary>Where it is loaded from.</summary>
    public const string Address = $"https://cdn.jsdelivr.net/npm/plotly.js-basic-dist-min@{Version}/plotly-basic.min.js";

    /// <summary>What the file there must hash to.</summary>
    public const string Integrity = "sha384-N2HZsG+IG/3J8CwhGGYz/kmzZ0sprpPWwjhor9ZI4lxuf47i9DXK2/NDGxMaJiEb";

    /// <summary>The script element for one figure.</summary>
    /// <param name="id">The id of the element that holds the figure.</param>
    /// <param name="json">Plotly's data, layout and config, with no less-than sign in it.</param>
    /// <remarks>
    /// Hosts re-create script elements, some more than once and in no order, so it finds its element by id, does its work
    /// once, and shares one load of plotly.js among all the figures of the page.
    /// </remarks>
    public static string Script(string id, string json) => $$"""
        <script>(function(){
        var w=window,d=document,host=d.getElementById("{{id}}"),spec={{json}};
        if(!host||host.dataset.wl)return;host.dataset.wl="1";
        function ink(){return getComputedStyle(host).color}
        function draw(P){
        if(!P||!P.newPlot)return;
        var box=d.createElement("div");box.style.width="100%";host.insertBefore(box,host.querySelector("figcaption"));
        host.classList.add("wl-live");spec.layout.font.color=ink();
        P.newPlot(box,spec.data,spec.layout,spec.config).then(function(){
        var turn=function(){if(box.isConnected)P.relayout(box,{"font.color":ink()})};
        w.matchMedia("(prefers-color-scheme: dark)").addEventListener("change",turn);
        new MutationObserver(turn).observe(d.body,{attributes:true,attributeFilter:["class","data-theme","data-jp-theme-light"]});
        }).catch(function(){host.classList.remove("wl-live");box.remove()})}
        if(w.Plotly)return draw(w.Plotly);
        if(w.navigator.onLine===false)return;
        w.workloadsPlotly=w.workloadsPlotly||new Promise(function(done){
        var s=d.createElement("script");s.async=true;s.crossOrigin="anonymous";s.integrity="{{Integrity}}";
        s.onload=function(){done(w.Plotly)};s.onerror=function(){done(null)};
        s.src="{{Address}}";d.head.appendChild(s)});
        w.workloadsPlotly.then(draw);
        })();</script>
        """;
}
