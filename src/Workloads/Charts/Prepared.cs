namespace Workloads.Charts;

/// <summary>A span that can be drawn, with the number of its lane.</summary>
internal readonly record struct PlacedSpan(LaneSpan Span, int Lane, Look Look);

/// <summary>A figure made ready to draw: looks given out, categories and lanes gathered, the data's ranges known.</summary>
internal sealed class Prepared
{
    /// <summary>Up to so many points and bars each get a marker and a hover text; with more, the line itself has one.</summary>
    private const int MostMarked = 400;

    /// <summary>A line through more places than this is a curve, whose places say nothing by themselves.</summary>
    private const int MostOfLine = 100;

    private readonly Dictionary<string, int> _categoryIndex = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _laneIndex = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Look> _keys = new(StringComparer.Ordinal);
    private readonly List<string> _categories = [];
    private readonly List<string> _lanes = [];
    private readonly List<Look> _looks = [];
    private readonly List<(Series Series, Look Look)> _drawn = [];
    private readonly List<PlacedSpan> _spans = [];
    private readonly LookGiver _given;
    private int _markable;

    public Prepared(Figure figure)
    {
        Figure = figure;
        XRange = new(figure.X);
        YRange = new(figure.Y);
        _given = new(figure);
        foreach (Series series in figure.Series)
        {
            if (series is Lanes lanes)
            {
                Gather(lanes);
                continue;
            }

            Look look = AddLook(_given.Next(series, figure.Y.IsLog) with { HasMarks = series is not Line { X.Count: > MostOfLine } });
            _drawn.Add((series, look));
            if (series is Bars bars)
                Gather(bars);
            else if (series is XySeries xy)
                Gather(xy);
        }

        Foreground.Choose(figure, _drawn, _looks);

        foreach (ReferenceLine line in figure.Lines)
            (line.IsVertical ? XRange : YRange).AddQuietly(line.Value);
        foreach (Annotation annotation in figure.Annotations)
        {
            XRange.AddQuietly(annotation.X);
            YRange.AddQuietly(annotation.Y);
        }
    }

    public Figure Figure { get; }

    public AxisRange XRange { get; }

    public AxisRange YRange { get; }

    /// <summary>The categories of all bars, in order of first appearance.</summary>
    public IReadOnlyList<string> Categories => _categories;

    /// <summary>The lanes of all timelines, from top to bottom.</summary>
    public IReadOnlyList<string> LaneNames => _lanes;

    /// <summary>What the legend lists.</summary>
    public IReadOnlyList<Look> Looks => _looks;

    /// <summary>The series that are drawn by points or bars, and how.</summary>
    public IReadOnlyList<(Series Series, Look Look)> Drawn => _drawn;

    /// <summary>How many points there are in lines and among points.</summary>
    public int PointCount { get; private set; }

    /// <summary>How many bars there are.</summary>
    public int BarCount { get; private set; }

    /// <summary>Whether every point and every bar gets a mark with a hover text of its own.</summary>
    public bool IsMarked => _markable + BarCount <= MostMarked;

    /// <summary>Whether there are so many points that lines are thin.</summary>
    public bool IsDense => PointCount > 2000;

    public bool HasBars => _categories.Count > 0;

    /// <summary>Whether bars are drawn as dots: on a logarithmic axis there is no zero for a length to begin at.</summary>
    public bool IsDotted => HasBars && Figure.Y.IsLog;

    public bool HasLanes => _lanes.Count > 0;

    /// <summary>The rows of each lane: spans that overlap lie below each other.</summary>
    public Rows Rows => field ??= Rows.Of(_spans, _lanes.Count);

    /// <summary>The spans of all timelines that can be drawn.</summary>
    public IReadOnlyList<PlacedSpan> Spans => _spans;

    public int CategoryOf(string category) => _categoryIndex[category];

    /// <summary>What the reader must know about data that could not be drawn.</summary>
    public string Note
    {
        get
        {
            int leftOut = XRange.LeftOut + YRange.LeftOut;
            string atZero = leftOut == 0 ? ""
                : Invariant($"Not drawn: {leftOut:N0} value{(leftOut == 1 ? "" : "s")} at or below zero, where a logarithmic axis has no place.");
            string overlap = HasLanes && Rows.Overlap ? "There are more spans at once than could lie below each other: some hide others."
                : "";
            return string.Join(" ", new[] { Beyond.Of(this), atZero, overlap }.Where(text => text.Length > 0));
        }
    }

    private static bool IsDrawable(LaneSpan span) =>
        double.IsFinite(span.Start) && double.IsFinite(span.End) && span.End >= span.Start && span.Lane is not null;

    private void Gather(Bars bars)
    {
        foreach (string category in bars.Categories)
        {
            if (_categoryIndex.TryAdd(category, _categories.Count))
                _categories.Add(category);
        }

        BarCount += bars.Lengths.Count;
        YRange.Add(bars.Lengths);
        foreach (double end in (bars.Low ?? []).Concat(bars.High ?? []))
            YRange.AddQuietly(end);
    }

    private void Gather(XySeries xy)
    {
        PointCount += xy.X.Count;
        if (xy is not Line { X.Count: > MostOfLine })
            _markable += xy.X.Count;
        for (int index = 0; index < xy.X.Count; index++)
        {
            // A point that lacks one coordinate is a gap, and stretches neither axis.
            if (!double.IsFinite(xy.X[index]) || !double.IsFinite(xy.Y[index]))
                continue;
            XRange.Add(xy.X[index]);
            YRange.Add(xy.Y[index]);
            if (xy.Low is not null && xy.High is not null)
            {
                YRange.AddQuietly(xy.Low[index]);
                YRange.AddQuietly(xy.High[index]);
            }
        }
    }

    private void Gather(Lanes lanes)
    {
        foreach (string lane in lanes.Order ?? [])
            AddLane(lane);
        foreach (LaneSpan span in lanes.Spans)
        {
            if (!IsDrawable(span))
                continue;
            XRange.Add(span.Start);
            XRange.Add(span.End);
            _spans.Add(new(span, AddLane(span.Lane), KeyOf(lanes, span)));
        }
    }

    private Look KeyOf(Lanes lanes, LaneSpan span)
    {
        string key = span.Key ?? lanes.Name;
        if (!_keys.TryGetValue(key, out Look? look))
        {
            _keys[key] = look = AddLook(_given.Next(key, lanes));
        }

        return look;
    }

    /// <summary>What looks the same and has the same name is one thing, and stands in the legend once.</summary>
    private Look AddLook(Look look)
    {
        if (_looks.Find(other => other with { Number = 0 } == look) is { } same)
            return same;
        look = look with { Number = _looks.Count };
        _looks.Add(look);
        return look;
    }

    private int AddLane(string lane)
    {
        if (_laneIndex.TryGetValue(lane, out int index))
            return index;
        _laneIndex[lane] = _lanes.Count;
        _lanes.Add(lane);
        return _lanes.Count - 1;
    }
}
