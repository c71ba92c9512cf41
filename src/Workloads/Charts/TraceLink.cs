using Workloads.Html;

namespace Workloads.Charts;

/// <summary>The link that downloads a timeline as a compressed trace, which Perfetto opens as it is.</summary>
internal static class TraceLink
{
    /// <summary>The most spans whose trace is put into the page: some 10 bytes each.</summary>
    private const int MostSpans = 4000;

    public static string Of(Figure figure)
    {
        int spans = figure.Series.OfType<Lanes>().Sum(lanes => lanes.Spans.Count);
        if (spans == 0)
            return "";
        if (spans > MostSpans)
            return Invariant($"<span>{spans:N0} spans: <code>figure.ToChromeTrace()</code> gives them to Perfetto.</span>");
        return $"<a download=\"timeline.json.gz\" href=\"{Markup.Packed(ChromeTrace.Of(figure))}\">Trace for Perfetto</a>";
    }
}
