using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Workloads.Charts;

/// <summary>A figure as Plotly's JSON, equal in content to the SVG: https://plotly.com/javascript/reference/.</summary>
internal sealed class PlotlyJson
{
    /// <summary>The most points of a figure that are handed on, so that a notebook's file stays small.</summary>
    private const int MostPoints = 4000;

    // The encoder escapes < and >, so that no text can end the script element that the JSON stands in.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly Prepared _data;
    private readonly Figure _figure;
    private readonly Frame _frame;
    private readonly Utf8JsonWriter _json;

    // Of many points nobody can see more than seven digits, and all of them would double the notebook's file.
    private readonly bool _isLarge;

    private readonly bool _titled;

    private PlotlyJson(Prepared data, bool titled, Utf8JsonWriter json)
    {
        _titled = titled;
        _data = data;
        _figure = data.Figure;
        _frame = new(data, DrawingSize.Wide);
        _json = json;
        _isLarge = data.PointCount + data.Spans.Count > 1000;
    }

    /// <summary>The JSON.</summary>
    /// <param name="data">The figure, made ready.</param>
    /// <param name="titled">Whether the title is Plotly's to draw; it does not wrap it, so a page that can do that writes it
    /// itself.</param>
    public static string Of(Prepared data, bool titled)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
            new PlotlyJson(data, titled, json).Write();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Write()
    {
        _json.WriteStartObject();
        _json.WriteStartArray("data");
        foreach (var (series, look) in _data.Drawn)
        {
            if (series is XySeries xy)
                Trace(xy, look);
            else if (series is Bars bars)
                Trace(bars, look);
        }

        if (_data.HasLanes)
            LaneTraces();
        _json.WriteEndArray();

        _json.WriteStartObject("layout");
        Layout();
        _json.WriteEndObject();

        _json.WriteStartObject("config");
        _json.WriteBoolean("responsive", true);
        _json.WriteBoolean("displaylogo", false);
        Texts("modeBarButtonsToRemove", ["select2d", "lasso2d"]);
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void Trace(XySeries series, Look look)
    {
        int[] kept = Kept(series);
        bool marked = kept.Length <= 200 || series is Points;
        _json.WriteStartObject();
        _json.WriteString("type", "scatter");
        _json.WriteString("name", series.Name);
        _json.WriteString("mode", series is Points ? "markers" : marked ? "lines+markers" : "lines");
        Coordinates(_frame.Across ? "y" : "x", series.X, kept, _data.HasBars ? Category : null);
        Coordinates(_frame.Across ? "x" : "y", series.Y, kept);
        if (series.Low is { } low && series.High is { } high)
        {
            _json.WriteStartObject(_frame.Across ? "error_x" : "error_y");
            _json.WriteString("type", "data");
            _json.WriteBoolean("symmetric", false);
            _json.WriteNumber("thickness", 1);
            Numbers("array", kept.Select(index => high[index] - series.Y[index]));
            Numbers("arrayminus", kept.Select(index => series.Y[index] - low[index]));
            _json.WriteEndObject();
        }

        string colour = Palette.Hex(look.Colour);
        if (series is Line line)
        {
            _json.WriteStartObject("line");
            _json.WriteString("color", colour);
            _json.WriteNumber("width", look.IsHollow ? 1.75 : marked ? 2.25 : 1.25);
            if (look.IsHollow)
                _json.WriteString("dash", "dash");
            if (line.Steps)
                _json.WriteString("shape", "hv");
            _json.WriteEndObject();
        }

        _json.WriteStartObject("marker");
        _json.WriteString("color", colour);
        _json.WriteString("symbol", Symbol(look));
        _json.WriteNumber("size", kept.Length > 400 ? 4 : 8);
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void Trace(Bars bars, Look look)
    {
        _json.WriteStartObject();
        _json.WriteString("type", "bar");
        _json.WriteString("name", bars.Name);
        if (_frame.Across)
            _json.WriteString("orientation", "h");
        Texts(_frame.Across ? "y" : "x", bars.Categories);
        Numbers(_frame.Across ? "x" : "y", bars.Lengths);
        if (bars.Low is { } low && bars.High is { } high)
        {
            _json.WriteStartObject(_frame.Across ? "error_x" : "error_y");
            _json.WriteString("type", "data");
            _json.WriteBoolean("symmetric", false);
            Numbers("array", bars.Lengths.Select((length, index) => high[index] - length));
            Numbers("arrayminus", bars.Lengths.Select((length, index) => length - low[index]));
            _json.WriteEndObject();
        }

        BarMarker(look);
        _json.WriteEndObject();
    }

    private void BarMarker(Look look)
    {
        _json.WriteStartObject("marker");
        _json.WriteString("color", Palette.Hex(look.Colour));
        if (look.IsHollow)
            _json.WriteNumber("opacity", 0.4);
        _json.WriteEndObject();
    }

    private static readonly string[] Symbols =
        ["circle", "square", "triangle-up", "diamond", "triangle-down", "cross", "pentagon", "hexagon", "hourglass", "bowtie"];

    private static string Symbol(Look look) =>
        look.Style is LookStyle.Quoted ? "x-thin-open" : Symbols[Marker.Index(look)] + (look.IsHollow ? "-open" : "");

    /// <summary>The basic bundle has no timelines: bars that begin where their span does say the same.</summary>
    private void LaneTraces()
    {
        foreach (var byLook in _data.Spans.GroupBy(one => one.Look))
        {
            IReadOnlyList<LaneSpan> kept = _data.Spans.Count <= MostPoints / 2 ? [.. byLook.Select(one => one.Span)] : Merged(byLook);
            _json.WriteStartObject();
            _json.WriteString("type", "bar");
            _json.WriteString("orientation", "h");
            _json.WriteString("name", byLook.Key.Name);
            Texts("y", kept.Select(span => span.Lane));
            Numbers("base", kept.Select(span => span.Start));
            Numbers("x", kept.Select(span => span.End - span.Start));
            if (kept.Any(span => span.Label is { Length: > 0 }))
                Texts("text", kept.Select(span => span.Label ?? ""));
            BarMarker(byLook.Key);
            _json.WriteEndObject();
        }
    }

    private List<LaneSpan> Merged(IEnumerable<PlacedSpan> spans)
    {
        IGrouping<int, PlacedSpan>[] byLane = [.. spans.GroupBy(one => one.Lane)];
        var stretches = Decimation.Stretches(
            [.. byLane.Select(lane =>
                lane.Select(one => (_frame.Horizontal.Within(one.Span.Start), _frame.Horizontal.Within(one.Span.End)))
                    .OrderBy(stretch => stretch.Item1).ToList())],
            Math.Max(20, (int)((long)(MostPoints / 2) * byLane.Sum(lane => lane.Count()) / _data.Spans.Count)));
        return [.. byLane.SelectMany((lane, index) => stretches[index].Select(stretch =>
            new LaneSpan(_data.LaneNames[lane.Key], _frame.Horizontal.Value(stretch.From), _frame.Horizontal.Value(stretch.To))))];
    }

    private int[] Kept(XySeries series)
    {
        if (_data.PointCount <= MostPoints)
            return [.. Enumerable.Range(0, series.X.Count)];

        int[] placed = [.. Enumerable.Range(0, series.X.Count).Where(index => _frame.Takes(series.X[index], series.Y[index]))];
        Place[] places = [.. placed.Select(index => _frame.At(series.X[index], series.Y[index]))];
        int most = Math.Max(2, (int)((long)MostPoints * series.X.Count / _data.PointCount));
        IEnumerable<int> kept =
            series is Line ? Decimation.Line(places, most)
                : Decimation.Bins([.. places.Select(place => new Place(Math.Max(0, place.X), Math.Max(0, place.Y)))], most, out _)
                    .Select(bin => bin.First).Order();
        return [.. kept.Select(index => placed[index])];
    }

    private void Layout()
    {
        _json.WriteStartObject("template");
        _json.WriteEndObject();
        _json.WriteString("paper_bgcolor", "rgba(0,0,0,0)");
        _json.WriteString("plot_bgcolor", "rgba(0,0,0,0)");
        _json.WriteStartObject("font");
        _json.WriteString("family", "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif");
        _json.WriteNumber("size", 13);
        _json.WriteString("color", "#7f8b93");
        _json.WriteEndObject();

        if (_titled)
            Title();
        _json.WriteBoolean("autosize", true);
        int legend = _data.Looks.Count > 1 ? Legend.Arrange(_data.Looks, 480).Rows * 21 : 0;
        int top = 32 + legend + (!_titled ? 0 : _figure.Subtitle.Length > 0 ? 52 : 30);
        _json.WriteNumber("height", Math.Round(_frame.Plot.Height + 60 + top));
        _json.WriteStartObject("margin");
        _json.WriteNumber("l", 60);
        _json.WriteNumber("r", 20);
        _json.WriteNumber("t", top);
        _json.WriteNumber("b", 50);
        _json.WriteEndObject();
        _json.WriteStartObject("legend");
        _json.WriteString("orientation", "h");
        _json.WriteNumber("x", 0);
        _json.WriteNumber("y", 1.02);
        _json.WriteString("yanchor", "bottom");
        _json.WriteEndObject();
        _json.WriteBoolean("showlegend", _data.Looks.Count > 1);
        _json.WriteString("hovermode", "closest");
        _json.WriteStartObject("modebar");
        _json.WriteString("bgcolor", "rgba(0,0,0,0)");
        _json.WriteString("color", "rgba(128,128,128,0.6)");
        _json.WriteString("activecolor", "rgba(128,128,128,1)");
        _json.WriteEndObject();
        if (_data.HasBars || _data.HasLanes)
            _json.WriteString("barmode", _data.HasLanes ? "overlay" : "group");

        WriteAxis("xaxis", _frame.HorizontalAxis, _frame.HorizontalNames, reversed: false);
        WriteAxis("yaxis", _frame.VerticalAxis, _frame.VerticalNames, reversed: true);
        Shapes();
        Annotations();
    }

    private void Title()
    {
        _json.WriteStartObject("title");
        _json.WriteString("text", $"<b>{Shown(_figure.Title)}</b>");
        if (_figure.Subtitle.Length > 0)
        {
            _json.WriteStartObject("subtitle");
            _json.WriteString("text", Shown(_figure.Subtitle));
            _json.WriteEndObject();
        }

        _json.WriteNumber("x", 0);
        _json.WriteNumber("y", 1);
        _json.WriteString("yref", "container");
        _json.WriteString("yanchor", "top");
        _json.WriteString("xanchor", "left");
        _json.WriteString("xref", "container");
        _json.WriteStartObject("pad");
        _json.WriteNumber("l", 8);
        _json.WriteNumber("t", 12);
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void WriteAxis(string name, Axis axis, IReadOnlyList<string>? names, bool reversed)
    {
        _json.WriteStartObject(name);
        _json.WriteStartObject("title");
        _json.WriteString("text", Shown(axis.Title));
        _json.WriteEndObject();
        _json.WriteBoolean("automargin", true);
        _json.WriteString("gridcolor", "rgba(128,128,128,0.25)");
        _json.WriteString("linecolor", "rgba(128,128,128,0.6)");
        _json.WriteString("zerolinecolor", "rgba(128,128,128,0.6)");
        if (names is not null)
        {
            _json.WriteString("type", "category");
            _json.WriteString("categoryorder", "array");
            Texts("categoryarray", names);
            if (reversed)
                _json.WriteString("autorange", "reversed");
            _json.WriteEndObject();
            return;
        }

        var (format, suffix) = axis.Unit.Plotly;
        _json.WriteString("type", axis.IsLog ? "log" : "linear");
        _json.WriteString("tickformat", format);
        _json.WriteString("hoverformat", axis.Unit.IsPlain ? ",.4~g" : format is "~s" ? ".4~s" : format);
        if (suffix.Length > 0)
            _json.WriteString("ticksuffix", suffix);
        AxisMap map = reversed ? _frame.Vertical : _frame.Horizontal;
        if (axis.Scale is AxisScale.Log2)
            _json.WriteNumber("dtick", Math.Log10(2) * Math.Max(1, Math.Ceiling((Math.Log2(map.Max) - Math.Log2(map.Min)) / 12)));
        else if (axis.Scale is AxisScale.Log10)
            _json.WriteNumber("dtick", Math.Max(1, Math.Ceiling((Math.Log10(map.Max) - Math.Log10(map.Min)) / 12)));
        if (axis.Min is not null || axis.Max is not null)
            Numbers("range", axis.IsLog ? [Math.Log10(map.Min), Math.Log10(map.Max)] : [map.Min, map.Max]);
        else if (axis.FromZero)
            _json.WriteString("rangemode", "tozero");
        _json.WriteEndObject();
    }

    private void Shapes()
    {
        _json.WriteStartArray("shapes");
        foreach (ReferenceLine line in _figure.Lines)
        {
            if (!(line.IsVertical ? _frame.X : _frame.Y).Takes(line.Value))
                continue;
            bool stands = line.IsVertical != _frame.Across;
            _json.WriteStartObject();
            _json.WriteString("type", "line");
            _json.WriteString("xref", stands ? "x" : "paper");
            _json.WriteString("yref", stands ? "paper" : "y");
            _json.WriteNumber(stands ? "x0" : "y0", line.Value);
            _json.WriteNumber(stands ? "x1" : "y1", line.Value);
            _json.WriteNumber(stands ? "y0" : "x0", 0);
            _json.WriteNumber(stands ? "y1" : "x1", 1);
            _json.WriteStartObject("line");
            _json.WriteString("color", "#7f8b93");
            _json.WriteString("dash", "dot");
            _json.WriteNumber("width", 1.5);
            _json.WriteEndObject();
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void Annotations()
    {
        _json.WriteStartArray("annotations");
        foreach (ReferenceLine line in _figure.Lines)
        {
            AxisMap map = line.IsVertical ? _frame.X : _frame.Y;
            if (line.Label.Length == 0 || !map.Takes(line.Value))
                continue;
            bool stands = line.IsVertical != _frame.Across;
            _json.WriteStartObject();
            _json.WriteString("text", Shown(line.Label));
            _json.WriteString("xref", stands ? "x" : "paper");
            _json.WriteString("yref", stands ? "paper" : "y");
            _json.WriteNumber("x", stands ? InAnnotation(map, line.Value) : 1);
            _json.WriteNumber("y", stands ? 1 : InAnnotation(map, line.Value));
            _json.WriteString("xanchor", stands ? "left" : "right");
            _json.WriteString("yanchor", stands ? "top" : "bottom");
            _json.WriteBoolean("showarrow", false);
            _json.WriteEndObject();
        }

        foreach (Annotation annotation in _figure.Annotations)
        {
            if (!_frame.Takes(annotation.X, annotation.Y))
                continue;
            var (x, y) = (InAnnotation(_frame.X, annotation.X), InAnnotation(_frame.Y, annotation.Y));
            _json.WriteStartObject();
            _json.WriteString("text", Shown(annotation.Text));
            _json.WriteNumber("x", _frame.Across ? y : x);
            _json.WriteNumber("y", _frame.Across ? x : y);
            _json.WriteBoolean("showarrow", true);
            _json.WriteString("arrowcolor", "#7f8b93");
            _json.WriteNumber("arrowhead", 2);
            _json.WriteNumber("ax", -30);
            _json.WriteNumber("ay", -40);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    /// <summary>Annotations on a logarithmic axis are placed by the exponent, unlike shapes and points.</summary>
    private static double InAnnotation(AxisMap map, double value) => map.IsLog ? Math.Log10(value) : value;

    /// <summary>Plotly reads a little markup in its texts; ours has none.</summary>
    private static string Shown(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    private string? Category(double index) =>
        index == Math.Floor(index) && index >= 0 && index < _data.Categories.Count ? _data.Categories[(int)index] : null;

    private void Coordinates(string name, IReadOnlyList<double> values, int[] kept, Func<double, string?>? named = null)
    {
        if (named is null)
            Numbers(name, kept.Select(index => values[index]));
        else
            Texts(name, kept.Select(index => named(values[index])));
    }

    private void Numbers(string name, IEnumerable<double> values)
    {
        _json.WriteStartArray(name);
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
                _json.WriteNullValue();
            else if (_isLarge)
                _json.WriteRawValue(value.ToString("G7", CultureInfo.InvariantCulture));
            else
                _json.WriteNumberValue(value);
        }

        _json.WriteEndArray();
    }

    private void Texts(string name, IEnumerable<string?> texts)
    {
        _json.WriteStartArray(name);
        foreach (string? text in texts)
            _json.WriteStringValue(text is null ? null : Shown(text));
        _json.WriteEndArray();
    }
}
