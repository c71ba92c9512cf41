using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>What one switch interval does, in the model or in a CPython.</summary>
/// <param name="Runtime">The model, or the build.</param>
/// <param name="Interval">The interval, in seconds.</param>
/// <param name="HandOvers">Hand-overs a second between two computing threads.</param>
/// <param name="Latency">How long a sleep of a millisecond takes beside a computing thread, in seconds: the median of several.</param>
internal sealed record SwitchIntervalPoint(string Runtime, double Interval, double HandOvers, double Latency);

/// <summary>The switch interval swept (B4): a short one hands over often, and keeps nobody waiting.</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record SwitchIntervals : IDisplayable
{
    /// <param name="points">The points, interval by interval, the model's first.</param>
    internal SwitchIntervals(IReadOnlyList<SwitchIntervalPoint> points) => Points = points;

    internal IReadOnlyList<SwitchIntervalPoint> Points { get; init; }

    /// <summary>Measures the model and the newest CPython with a GIL, interval by interval.</summary>
    /// <param name="milliseconds">The intervals in milliseconds, at least one.</param>
    /// <param name="duration">How long hand-overs are counted; 0.3 s when left out.</param>
    /// <param name="waits">How often the sleeping thread sleeps: 1 or more.</param>
    /// <param name="cancellationToken">Ends it; no thread and no process is left running.</param>
    /// <exception cref="PythonFailedException">A script failed, or did not answer in time.</exception>
    public static async Task<SwitchIntervals> MeasureAsync(
        IReadOnlyList<double> milliseconds, TimeSpan? duration = null, int waits = 50, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(milliseconds);
        if (milliseconds.Count == 0)
            throw new ArgumentException("There must be one switch interval at least.", nameof(milliseconds));
        ArgumentOutOfRangeException.ThrowIfLessThan(waits, 1);
        CPython? build = (await Peers.NewestAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(one => one.Gil != GilState.Off);
        var points = new List<SwitchIntervalPoint>();
        foreach (TimeSpan interval in milliseconds.Select(TimeSpan.FromMilliseconds))
        {
            LockTrial[] trials =
                [LockTrial.HandOvers(interval, duration: duration ?? TimeSpan.FromSeconds(0.3)), LockTrial.Sleep(interval, waits)];
            var compared = await LockComparison.MeasureAsync(trials, build, rounds: 1, cancellationToken).ConfigureAwait(false);
            points.Add(new(Peers.Model, interval.TotalSeconds, compared[0].Model, compared[1].Model));
            if (build is not null)
                points.Add(new(build.Name, interval.TotalSeconds, compared[0].Python, compared[1].Python));
        }

        return new(points);
    }

    /// <summary>The two curves, one figure above the other.</summary>
    internal FigureGrid ToFigures() => new(
        [
            Of("Hand-overs a second", point => Say.Count((long)Math.Round(point.HandOvers)), Axis.Log("hand-overs a second", Unit.Count),
                point => point.HandOvers),
            Of("A sleep of 1 ms beside a computing thread", point => Say.Time(point.Latency), Axis.LogTime("median time"),
                point => point.Latency),
        ]) { Caption = MachineFacts.Current.Summary };

    /// <summary>The figures as a table.</summary>
    public Table ToTable() => Table.Of(
        "",
        Points,
        ("switch interval", point => TimeSpan.FromSeconds(point.Interval)),
        ("", point => point.Runtime),
        ("hand-overs a second", point => Math.Round(point.HandOvers)),
        ("sleep of 1 ms takes", point => TimeSpan.FromSeconds(point.Latency)));

    /// <inheritdoc/>
    public string ToHtml() => new Stack(ToFigures(), ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private Figure Of(string what, Func<SwitchIntervalPoint, string> text, Axis y, Func<SwitchIntervalPoint, double> value) => new(
        string.Join(", ", new[] { Points.MinBy(point => point.Interval)!,
            Points.MaxBy(point => point.Interval)! }.DistinctBy(point => point.Interval)
            .Select(point => $"{text(point)} with {Say.Time(point.Interval)}")) + $" in {Points[0].Runtime}")
    {
        Subtitle = $"{what}, by the switch interval",
        X = Axis.LogTime("switch interval"),
        Y = y,
        Series = [.. Points.GroupBy(point => point.Runtime, StringComparer.Ordinal)
            .Select(curve => Line.Of(curve.Key, curve.OrderBy(point => point.Interval), point => point.Interval, value))],
    };
}
