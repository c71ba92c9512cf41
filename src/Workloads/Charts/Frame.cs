namespace Workloads.Charts;

/// <summary>
/// Where everything in a drawing goes: headings, legend, plot, axes and caption, from widths of text that are estimated, so
/// that nothing overlaps.
/// </summary>
internal sealed class Frame
{
    public const double FontSize = 13;
    public const double TitleSize = 17;
    public const double SmallSize = 11.5;
    public const double LineHeight = 17;
    private const double Edge = 8;

    public Frame(Prepared data, DrawingSize size)
    {
        Data = data;
        Size = size;
        Figure figure = data.Figure;
        Across = data.HasBars && !data.HasLanes && (figure.BarsAcross || data.IsDotted || !CategoriesFitBelow());

        // Where time can be zoomed, the buttons for it stand beside the title.
        double besideTitle = data.HasLanes && figure.X.Unit == Unit.Seconds ? 92 : 0;
        Title = TextWidth.Wrap(FigureText.Plain(figure.Title), size.Width - (2 * Edge) - besideTitle, TitleSize, bold: true,
            maxLines: size.IsNarrow ? 6 : 3);
        Subtitle = TextWidth.Wrap(FigureText.Plain(figure.Subtitle), size.Width - (2 * Edge), FontSize);
        Caption = [.. TextWidth.Wrap(FigureText.Plain(figure.Caption), size.Width - (2 * Edge), SmallSize, maxLines: size.IsNarrow ? 8 : 4),
            .. TextWidth.Wrap(data.Note, size.Width - (2 * Edge), SmallSize, maxLines: 8)];

        // Bars' categories lie on the x axis and lanes on the y axis; bars that run across swap the two.
        (HorizontalAxis, VerticalAxis) = Across ? (figure.Y, figure.X) : (figure.X, figure.Y);
        double height = PlotHeightOf();
        AxisMap provisional = VerticalMap(0, height);
        IReadOnlyList<EndLabel>? ends = EndLabels.Choose(data, size, provisional, HorizontalEnds(), new(0, 0, size.Width, height));
        double endWidth = ends is null ? 0 : ends.Max(label => label.Width) + EndLabels.Lead;
        Legend = ends is null && NeedsLegend ? Charts.Legend.Arrange(data.Looks, size.Width - (2 * Edge)) : Charts.Legend.None;

        double y = Edge + (Title.Count * 22) + (Subtitle.Count * LineHeight);
        LegendTop = y + 6;
        int rows = Math.Max(Legend.Rows, figure.LegendRows);
        y += rows == 0 ? 0 : 10 + (rows * 20);
        VerticalTitleY = y + 18;
        NamesLinesAbove = Across && figure.Lines.Any(line => line.Label.Length > 0);
        y += (VerticalAxis.Title.Length == 0 ? 12 : 28) + (NamesLinesAbove ? 12 : 0);
        double top = y, bottom = y + height;

        Vertical = VerticalMap(top, bottom);
        VerticalTicks = VerticalNames is { } names
            ? new([.. names.Select((name, index) => new Tick(data.HasLanes ? data.Rows.MiddleOf(index) : index, name))], [])
            : Ticks.For(VerticalAxis, Vertical, VerticalRange.IsWhole && VerticalAxis.Unit.IsPlain, _ => 14);
        double mostLeft = size.Width * (VerticalNames is null ? 0.25 : 0.4);
        VerticalLabelRoom = Math.Min(mostLeft,
            VerticalTicks.Major.Count == 0 ? 0 : VerticalTicks.Major.Max(tick => TextWidth.Of(tick.Label, FontSize)));

        double left = Edge + VerticalLabelRoom + 8;
        double right = size.Width - Edge - (ends is null ? data.IsDotted ? DotMarks.Room(data) : 12 : endWidth);
        for (int attempt = 0; attempt < 2; attempt++)
        {
            Plot = new(left, top, right, bottom);
            Horizontal = HorizontalMap(left, right);
            HorizontalTicks = HorizontalNames is { } columns
                ? new([.. columns.Select((name, index) => new Tick(index, name))], [])
                : Ticks.For(HorizontalAxis, Horizontal, HorizontalRange.IsWhole && HorizontalAxis.Unit.IsPlain,
                    label => TextWidth.Of(label, FontSize), PlacesOfData());
            // The last label is centred below the plot's edge, and needs room beyond it.
            if (HorizontalNames is not null || HorizontalTicks.Major.Count == 0)
                break;
            Tick last = HorizontalTicks.Major[^1];
            double beyond = Horizontal.Place(last.Value) + (TextWidth.Of(last.Label, FontSize) / 2) - (size.Width - 2);
            if (beyond <= 0)
                break;
            right -= beyond;
        }

        HorizontalLabelLines =
            HorizontalNames is null ? 1
                : HorizontalNames.Max(name => TextWidth.Wrap(name, BandRoom(Plot.Width), FontSize, maxLines: 2).Count);
        HorizontalTitleY = bottom + 8 + (HorizontalLabelLines * 16) + (HorizontalAxis.Title.Length == 0 ? 0 : 19);
        double below = HorizontalTitleY + 8;
        CaptionTop = below + 12;
        Height = Math.Ceiling(below + (Caption.Count * 15) + Edge);
        Ends = ends is null ? [] : EndLabels.Settle(ends, Vertical, Horizontal, Plot, data);
    }

    public Prepared Data { get; }

    /// <summary>Where texts stand in the plot already.</summary>
    public List<Box> Taken { get; } = [];

    public DrawingSize Size { get; }

    public double Height { get; }

    public bool Across { get; }

    /// <summary>Whether reference lines have their names above the plot, since bars fill it.</summary>
    public bool NamesLinesAbove { get; }

    public IReadOnlyList<string> Title { get; }

    public IReadOnlyList<string> Subtitle { get; }

    public IReadOnlyList<string> Caption { get; }

    public Legend Legend { get; }

    public double LegendTop { get; }

    public double VerticalTitleY { get; }

    public double HorizontalTitleY { get; }

    public double CaptionTop { get; }

    public Axis HorizontalAxis { get; }

    public Axis VerticalAxis { get; }

    public Box Plot { get; private set; }

    public AxisMap Horizontal { get; private set; } = null!;

    public AxisMap Vertical { get; }

    public Ticks HorizontalTicks { get; private set; } = null!;

    public Ticks VerticalTicks { get; }

    public double VerticalLabelRoom { get; }

    public int HorizontalLabelLines { get; }

    public IReadOnlyList<EndLabel> Ends { get; }

    /// <summary>The names down the side, where the vertical axis has names instead of numbers.</summary>
    public IReadOnlyList<string>? VerticalNames => Data.HasLanes ? Data.LaneNames : Across ? Data.Categories : null;

    /// <summary>The names below, where the horizontal axis has names instead of numbers.</summary>
    public IReadOnlyList<string>? HorizontalNames => Data.HasBars && !Across && !Data.HasLanes ? Data.Categories : null;

    /// <summary>The places of values given as the figure gives them.</summary>
    public Place At(double x, double y) =>
        Across ? new(Horizontal.Place(y), Vertical.Place(x)) : new(Horizontal.Place(x), Vertical.Place(y));

    /// <summary>Whether both values have a place.</summary>
    public bool Takes(double x, double y) => Across ? Horizontal.Takes(y) && Vertical.Takes(x) : Horizontal.Takes(x) && Vertical.Takes(y);

    /// <summary>The map of the figure's x axis, wherever it is drawn.</summary>
    public AxisMap X => Across ? Vertical : Horizontal;

    /// <summary>The map of the figure's y axis, wherever it is drawn.</summary>
    public AxisMap Y => Across ? Horizontal : Vertical;

    /// <summary>How much of a category's band its label may take.</summary>
    public double BandRoom(double width) => (width / Math.Max(1, Data.Categories.Count)) - 8;

    private AxisRange VerticalRange => Across ? Data.XRange : Data.YRange;

    private AxisRange HorizontalRange => Across ? Data.YRange : Data.XRange;

    private bool NeedsLegend =>
        Data.Looks.Count > 1 || (Data.Looks.Count == 1 && Data.Looks[0].Shape is LookShape.Line && Data.Looks[0].Name.Length > 0);

    private AxisMap VerticalMap(double top, double bottom)
    {
        if (VerticalNames is { } names)
            return new(AxisScale.Linear, -0.5, (Data.HasLanes ? Data.Rows.Count : names.Count) - 0.5, top, bottom);
        var (min, max) = VerticalRange.Ends(fromZero: Data.HasBars, padding: 0.06);
        return new(VerticalAxis.Scale, min, max, bottom, top);
    }

    private AxisMap HorizontalMap(double left, double right)
    {
        if (HorizontalNames is { } names)
            return new(AxisScale.Linear, -0.5, names.Count - 0.5, left, right);
        var (min, max) = HorizontalEnds();
        return new(HorizontalAxis.Scale, min, max, left, right);
    }

    private (double Min, double Max) HorizontalEnds() => HorizontalNames is { } names
        ? (-0.5, names.Count - 0.5)
        : HorizontalRange.Ends(fromZero: Across || (Data.HasLanes && HorizontalAxis.Unit == Unit.Seconds),
            padding: Data.HasLanes ? 0 : Data.IsDotted ? 0.12 : Across ? 0.06 : 0.025);

    private bool CategoriesFitBelow()
    {
        double room = BandRoom(Size.Width - 80);
        return Data.Categories.All(category => category.Split(' ').All(word => TextWidth.Of(word, FontSize) <= room)
            && TextWidth.Wrap(category, room, FontSize, maxLines: 3).Count <= 2);
    }

    private double PlotHeightOf()
    {
        if (Data.Figure.PlotHeight is { } asked)
            return Math.Clamp(asked, 80, 2000) * (Size.IsNarrow ? 0.9 : 1);
        if (Data.HasLanes)
            return Math.Clamp(Data.LaneNames.Count * (Data.LaneNames.Count <= 16 ? 28 : 20) + (Data.Rows.Count - Data.LaneNames.Count) * 20,
                56, 640);
        if (Across)
            return Math.Clamp(Data.Categories.Count
                * (Data.IsDotted ? 25 : (Math.Max(1, Data.Drawn.Count(drawn => drawn.Series is Bars)) * 17) + 12), 80, 1200);
        return Size.PlotHeight;
    }

    private double[]? PlacesOfData()
    {
        var seen = new SortedSet<double>();
        foreach (var (series, _) in Data.Drawn)
        {
            if (series is not XySeries xy || Across)
                return null;
            foreach (double x in xy.X)
            {
                if (double.IsFinite(x))
                    seen.Add(x);
                if (seen.Count > 12)
                    return null;
            }
        }

        return [.. seen];
    }
}
