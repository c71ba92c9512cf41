using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Workloads.Charts;

/// <summary>
/// A timeline in the Trace Event Format of Chrome's tracing, which Perfetto opens: complete events in microseconds, a thread for each
/// lane, and metadata events with the lanes' names.
/// </summary>
internal static class ChromeTrace
{
    private const double Microseconds = 1e6;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Of(Figure figure)
    {
        var data = new Prepared(figure);
        double scale = figure.X.Unit == Unit.Seconds ? Microseconds : 1;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("displayTimeUnit", "ms");
            json.WriteStartArray("traceEvents");
            Named(json, "process_name", 0, FigureText.Plain(figure.Title));
            for (int lane = 0; lane < data.LaneNames.Count; lane++)
            {
                Named(json, "thread_name", lane + 1, data.LaneNames[lane]);
                Event(json, "M", "thread_sort_index", lane + 1);
                json.WriteStartObject("args");
                json.WriteNumber("sort_index", lane);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            foreach (var (span, lane,
                look) in data.Spans.Where(
                one => double.IsFinite(one.Span.Start * scale) && double.IsFinite((one.Span.End - one.Span.Start) * scale))
                .OrderBy(one => one.Span.Start))
            {
                Event(json, "X", span.Label is { Length: > 0 } label ? label : look.Name, lane + 1);
                json.WriteString("cat", look.Name);
                json.WriteNumber("ts", span.Start * scale);
                json.WriteNumber("dur", (span.End - span.Start) * scale);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Event(Utf8JsonWriter json, string phase, string name, int thread)
    {
        json.WriteStartObject();
        json.WriteString("ph", phase);
        json.WriteString("name", name);
        json.WriteNumber("pid", 1);
        json.WriteNumber("tid", thread);
    }

    private static void Named(Utf8JsonWriter json, string kind, int thread, string name)
    {
        Event(json, "M", kind, thread);
        json.WriteStartObject("args");
        json.WriteString("name", name);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
