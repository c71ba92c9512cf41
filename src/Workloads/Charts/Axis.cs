namespace Workloads.Charts;

/// <summary>One axis of a figure.</summary>
/// <param name="Title">What it shows; the unit is added by the ticks.</param>
public sealed record Axis(string Title = "")
{
    /// <summary>What the values are, and so how the ticks read.</summary>
    public Unit Unit { get; init; } = Unit.None;

    /// <summary>How values map to places. On a logarithmic axis values at or below zero are left out, and the figure says so.</summary>
    public AxisScale Scale { get; init; } = AxisScale.Linear;

    /// <summary>Where the axis begins; from the data when left out. Not finite, or not above zero on a logarithmic axis: ignored.</summary>
    public double? Min { get; init; }

    /// <summary>Where the axis ends; from the data when left out, with the same rules as <see cref="Min"/>.</summary>
    public double? Max { get; init; }

    /// <summary>Whether a linear axis always shows zero. Bars always stand on it.</summary>
    public bool FromZero { get; init; }

    /// <summary>A logarithmic axis with ticks at powers of ten.</summary>
    public static Axis Log(string title = "", Unit? unit = null) => new(title) { Scale = AxisScale.Log10, Unit = unit ?? Unit.None };

    /// <summary>A logarithmic axis with ticks at powers of two, as suits numbers of workers.</summary>
    public static Axis Log2(string title = "", Unit? unit = null) => new(title) { Scale = AxisScale.Log2, Unit = unit ?? Unit.None };

    /// <summary>A linear axis of times, given in seconds and shown from nanoseconds to hours.</summary>
    public static Axis Time(string title = "time") => new(title) { Unit = Unit.Seconds };

    /// <summary>A logarithmic axis of times, given in seconds and shown from nanoseconds to hours.</summary>
    public static Axis LogTime(string title = "time") => Log(title, Unit.Seconds);

    /// <summary>
    /// A logarithmic axis of speed-ups, from 1/32 to twice the number of cores: no model is worth a look below, and none can be above
    /// for long. What lies beyond is said in words.
    /// </summary>
    /// <param name="title">What it shows.</param>
    /// <param name="cores">How many cores there are, 1 or more; the axis ends where the data do when it is not known.</param>
    public static Axis SpeedUp(string title = "speed-up", int? cores = null) =>
        Log2(title, Unit.Ratio) with { Min = 1.0 / 32, Max = cores is { } known ? 2 * Math.Max(1, known) : null };

    internal bool IsLog => Scale is not AxisScale.Linear;
}
