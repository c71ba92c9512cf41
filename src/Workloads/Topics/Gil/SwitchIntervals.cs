using MathNet.Numerics.Statistics;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>What one switch interval does, in the model or in a CPython.</summary>
/// <param name="Runtime">The model, or the build.</param>
/// <param name="Interval">The interval, in seconds.</param>
/// <param name="HandOverRounds">Hand-overs a second between two computing threads, one figure a round.</param>
/// <param name="LatencyRounds">The median time that a thread needs to sleep a millisecond beside a computing one, in seconds, likewise.</param>
public sealed record SwitchIntervalPoint(string Runtime, double Interval, IReadOnlyList<double> HandOverRounds, IReadOnlyList<double> LatencyRounds)
{
    /// <summary>Hand-overs a second: the median of the rounds.</summary>
    public double HandOvers { get; } = HandOverRounds.Median();

    /// <summary>The least and the most hand-overs a second of any round.</summary>
    public (double Low, double High) HandOverRange { get; } = (HandOverRounds.Min(), HandOverRounds.Max());

    /// <summary>How long a sleep of a millisecond takes beside a computing thread, in seconds: the median of the rounds.</summary>
    public double Latency { get; } = LatencyRounds.Median();

    /// <summary>The shortest and the longest latency of any round, in seconds.</summary>
    public (double Low, double High) LatencyRange { get; } = (LatencyRounds.Min(), LatencyRounds.Max());
}

/// <summary>The switch interval swept (B4): a short one hands over often, and keeps nobody waiting.</summary>
/// <param name="Points">The points, interval by interval, the model's first.</param>
/// <param name="Machine">What they were measured on.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record SwitchIntervals(IReadOnlyList<SwitchIntervalPoint> Points, MachineFacts Machine) : IDisplayable
{
    /// <summary>The name under which the model's points stand.</summary>
    public const string Model = "the model";

    /// <summary>Measures the model and CPython builds beside it, interval by interval in turns.</summary>
    /// <param name="milliseconds">The intervals in milliseconds.</param>
    /// <param name="builds">The builds beside the model; those without a GIL have no interval, and are left out.</param>
    /// <param name="duration">How long hand-overs are counted; 0.3 s when left out.</param>
    /// <param name="waits">How often the sleeping thread sleeps: 1 or more.</param>
    /// <param name="rounds">How many turns, of which the medians count: 1 or more.</param>
    /// <param name="cancellationToken">Ends it; no thread and no process is left running.</param>
    /// <exception cref="PythonFailedException">A script failed, or did not answer in time.</exception>
    public static async Task<SwitchIntervals> MeasureAsync(
        IReadOnlyList<double> milliseconds, IReadOnlyList<CPython> builds, TimeSpan? duration = null, int waits = 50, int rounds = 1, CancellationToken cancellationToken = default)
    {
        CPython[] locked = [.. builds.Where(build => build.Gil != GilState.Off)];
        var points = new List<SwitchIntervalPoint>();
        foreach (TimeSpan interval in milliseconds.Select(TimeSpan.FromMilliseconds))
        {
            LockTrial[] trials = [LockTrial.HandOvers(interval, duration: duration ?? TimeSpan.FromSeconds(0.3)), LockTrial.Sleep(interval, waits)];
            LockComparison compared = await LockComparison.MeasureAsync(trials, locked, rounds, cancellationToken).ConfigureAwait(false);
            LockComparisonRow[] handOvers = RowsOf(trials[0]), sleeps = RowsOf(trials[1]);
            points.Add(new(Model, interval.TotalSeconds, handOvers[0].ModelRounds, sleeps[0].ModelRounds));
            points.AddRange(locked.Select((build, number) => new SwitchIntervalPoint(build.Name, interval.TotalSeconds, handOvers[number].PythonRounds, sleeps[number].PythonRounds)));

            LockComparisonRow[] RowsOf(LockTrial trial) => [.. compared.Rows.Where(row => row.Trial == trial)];
        }

        return new(points, MachineFacts.Current);
    }

    /// <summary>The two curves, one figure above the other.</summary>
    public FigureGrid ToFigures() => new(
        [
            Of("Hand-overs a second", Axis.Log("hand-overs a second", Unit.Count), point => point.HandOvers, point => point.HandOverRange),
            Of("A sleep of 1 ms beside a computing thread", Axis.LogTime("median time"), point => point.Latency, point => point.LatencyRange),
        ]) { Caption = Machine.Summary };

    /// <summary>The figures as a table, with the model's in times of each build's.</summary>
    public Table ToTable() => Table.Of(
        "",
        Points,
        ("switch interval", point => TimeSpan.FromSeconds(point.Interval)),
        ("", point => point.Runtime),
        ("hand-overs a second", point => Math.Round(point.HandOvers)),
        ("ratio", point => RatioTo(point, other => other.HandOvers)),
        ("sleep of 1 ms takes", point => TimeSpan.FromSeconds(point.Latency)),
        ("ratio", point => RatioTo(point, other => other.Latency)))
        .In("ratio", Unit.Ratio) with { Caption = $"Ratio: the model's figure in times of the row's. {Machine.Summary}" };

    /// <inheritdoc/>
    public string ToHtml() => new Stack(ToFigures(), ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private object? RatioTo(SwitchIntervalPoint point, Func<SwitchIntervalPoint, double> value) => point.Runtime == Model
        ? null
        : value(Points.First(other => other.Runtime == Model && other.Interval.Equals(point.Interval))) / value(point);

    private Figure Of(string title, Axis y, Func<SwitchIntervalPoint, double> value, Func<SwitchIntervalPoint, (double Low, double High)> range) => new(title)
    {
        X = Axis.LogTime("switch interval"),
        Y = y,
        Series = [.. Points.GroupBy(point => point.Runtime, StringComparer.Ordinal).Select(curve => Line.Of(curve.Key, curve.OrderBy(point => point.Interval), point => point.Interval, value, point => range(point).Low, point => range(point).High))],
    };
}
