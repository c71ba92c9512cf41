using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Workloads.Html;

namespace Workloads.Charts;

/// <summary>
/// A map for a notebook: the whole drawing, the sentence of the chosen cell, and the data for the script that puts the map to explore in
/// the drawing's place.
/// </summary>
internal static class ExplorerHtml
{
    private static readonly string Style = Theme.Style(FigureHtml.DrawingRules
        + ".wl-x{max-width:860px;margin:.6em 0}.wl-x figure{margin:0;overflow-x:auto}.wl-x figure>svg{display:block;width:100%;min-width:600px;height:auto}.wl-x>p{margin:.4em 8px;font-size:14px;max-width:52em}");

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(ExplorerData data)
    {
        string id = Markup.NewId();
        string figure = $"<figure id=\"{id}\" class=\"wl\">{Style}{ExplorerDrawing.Of(data, id + "s", "", "")}</figure>";
        return data.Sizes.Count == 0
            ? $"<div class=\"wl wl-x\">{figure}</div>"
            : $"<div class=\"wl wl-x\" data-v=\"{Script.Explorer.Key}\" data-x=\"{Markup.Encode(Json(data))}\">{figure}"
                + $"<p aria-live=\"polite\">{Markup.Encode(data.Sentence(data.Sizes[data.Chosen.Size], data.Callers[data.Chosen.Callers]))}</p></div>{Script.Explorer.Element}";
    }

    private static string Json(ExplorerData data)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("t", FigureText.Plain(data.Map.Title));
            json.WriteString("u", FigureText.Plain(data.Map.Subtitle));
            json.WriteString("f", FigureText.Plain(data.Map.Caption));
            json.WriteString("w", data.Map.Workload);
            json.WriteString("b", data.Map.Baseline);
            List(json, "r", data.Runtimes, json.WriteStringValue);
            List(json, "m", data.Models, json.WriteStringValue);
            List(json, "k", data.Colours, json.WriteNumberValue);
            List(json, "g", data.Colours, colour => json.WriteStringValue(Marker.Path(colour)));
            List(json, "o", data.Models.Where(data.Front.Contains).Select(model => data.Models.ToList().IndexOf(model)),
                json.WriteNumberValue);
            List(json, "s", data.Sizes, json.WriteNumberValue);
            List(json, "c", data.Callers, json.WriteNumberValue);
            List(json, "y", [data.Powers.Low, data.Powers.High, data.Map.Cores ?? 0], json.WriteNumberValue);
            List(json, "a", [data.Chosen.Size, data.Chosen.Callers], json.WriteNumberValue);
            Points(json, "d", data, data.Find);
            if (data.HasPrevious)
                Points(json, "p", data, data.FindPrevious);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> values, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T value in values)
            write(value);
        json.WriteEndArray();
    }

    /// <summary>
    /// For each runtime and model a text: for each number of callers and size the ratio, its ends and the seconds, each of three letters.
    /// </summary>
    private static void Points(Utf8JsonWriter json, string name, ExplorerData data, Func<string, string, long, int, ExplorerRow?> find)
    {
        json.WriteStartArray(name);
        foreach (string runtime in data.Runtimes)
        {
            json.WriteStartArray();
            foreach (string model in data.Models)
            {
                var text = new StringBuilder();
                foreach (var (callers, size) in data.Callers.SelectMany(callers => data.Sizes.Select(size => (callers, size))))
                {
                    ExplorerRow row = find(runtime, model, size, callers) ?? default;
                    text.Append(Packed(row.Ratio)).Append(Packed(row.Low)).Append(Packed(row.High)).Append(Packed(row.Seconds));
                }

                json.WriteStringValue(text.ToString().TrimEnd('0') is "" ? "" : text.ToString());
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>
    /// A number of three digits, which those of the rows are, in three letters of base 36: its digits, from 100, and 900 times its power of
    /// ten, from −24.
    /// </summary>
    private static string Packed(double value)
    {
        if (!(value > 0))
            return "000";
        string[] parts = value.ToString("0.00e0", CultureInfo.InvariantCulture).Split('e');
        int digits = int.Parse(parts[0].Remove(1, 1), CultureInfo.InvariantCulture),
            power = int.Parse(parts[1], CultureInfo.InvariantCulture) - 2;
        int number = Math.Clamp(digits - 100 + (900 * (power + 24)), 1, (36 * 36 * 36) - 1);
        return string.Concat(Letter(number / 1296), Letter(number / 36 % 36), Letter(number % 36));

        static string Letter(int digit) => "0123456789abcdefghijklmnopqrstuvwxyz"[digit].ToString();
    }
}
