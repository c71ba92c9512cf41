using System.IO.Compression;
using System.Text;

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
            return $"<span>{spans:N0} spans: <code>figure.ToChromeTrace()</code> gives them to Perfetto.</span>";
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.SmallestSize))
            zip.Write(Encoding.UTF8.GetBytes(ChromeTrace.Of(figure)));
        return $"<a download=\"timeline.json.gz\" href=\"data:application/gzip;base64,{Convert.ToBase64String(bytes.ToArray())}\">Trace for Perfetto</a>";
    }
}
