using Workloads.Charts;
using Workloads.Html;
using Workloads.Interpreter.Locking;
using Workloads.Interpreter.Trials;
using Workloads.Measurement;
using Workloads.Python;

namespace Workloads.Display;

/// <summary>What one switch interval does, in the model or in a CPython.</summary>
/// <param name="Runtime">The model, or the build.</param>
/// <param name="Interval">The interval, in seconds.</param>
/// <param name="HandOvers">Hand-overs a second between two computing threads.</param>
/// <param name="Latency">The median time that a thread needs to sleep a millisecond beside a computing one, in seconds.</param>
public sealed record SwitchIntervalPoint(string Runtime, double Interval, double HandOvers, double Latency);

/// <summary>The switch interval swept (B4): a short one hands over often, and keeps nobody waiting.</summary>
/// <param name="Points">The points.</param>
/// <param name="Machine">What they were measured on.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record SwitchIntervals(IReadOnlyList<SwitchIntervalPoint> Points, MachineFacts Machine) : IDisplayable
{
    /// <summary>The name under which the model's points stand.</summary>
    public const string Model = "the model";

    /// <summary>Measures the model, and a CPython beside it, interval by interval in turns.</summary>
    /// <param name="milliseconds">The intervals in milliseconds.</param>
    /// <param name="python">The build beside the model; the model alone when null.</param>
    /// <param name="duration">How long hand-overs are counted; 0.3 s when left out.</param>
    /// <param name="waits">How often the sleeping thread sleeps: 1 or more.</param>
    /// <param name="cancellationToken">Ends it; no thread and no process is left running.</param>
    /// <exception cref="PythonFailedException">A script failed, or did not answer in time.</exception>
    public static async Task<SwitchIntervals> MeasureAsync(
        IReadOnlyList<double> milliseconds, CPython? python = null, TimeSpan? duration = null, int waits = 50, CancellationToken cancellationToken = default)
    {
        TimeSpan time = duration ?? TimeSpan.FromSeconds(0.3);
        var points = new List<SwitchIntervalPoint>();
        foreach (double interval in milliseconds)
        {
            var options = new LockOptions { SwitchInterval = TimeSpan.FromMilliseconds(interval) };
            points.Add(await Task.Run(
                () => new SwitchIntervalPoint(
                    Model,
                    interval / 1_000,
                    ModelHandOvers.Count(options, duration: time, repeats: 1, cancellationToken: cancellationToken).Median,
                    ModelLatency.OfSleep(options, waits: waits, cancellationToken: cancellationToken).Median / 1_000),
                cancellationToken).ConfigureAwait(false));
            if (python is null)
                continue;
            PythonHandOvers handOvers = await PythonHandOvers.CountAsync(python, switchInterval: options.SwitchInterval, duration: time, repeats: 1, cancellationToken: cancellationToken).ConfigureAwait(false);
            PythonLatency latency = await PythonLatency.OfSleepAsync(python, switchInterval: options.SwitchInterval, waits: waits, cancellationToken: cancellationToken).ConfigureAwait(false);
            points.Add(new(python.Name, interval / 1_000, handOvers.Median, latency.Median / 1_000));
        }

        return new(points, MachineFacts.Current);
    }

    /// <summary>The two curves, one figure above the other.</summary>
    public FigureGrid ToFigures() => new(
        [
            Of("Hand-overs a second", Axis.Log("hand-overs a second", Unit.Count), point => point.HandOvers),
            Of("A sleep of 1 ms beside a computing thread", Axis.LogTime("median time"), point => point.Latency),
        ]) { Caption = Machine.Summary };

    /// <summary>The figures as a table.</summary>
    public Table ToTable() => Table.Of(
        "",
        Points,
        ("", point => point.Runtime),
        ("switch interval", point => TimeSpan.FromSeconds(point.Interval)),
        ("hand-overs a second", point => Math.Round(point.HandOvers)),
        ("sleep of 1 ms takes", point => TimeSpan.FromSeconds(point.Latency))) with { Caption = Machine.Summary };

    /// <inheritdoc/>
    public string ToHtml() => HtmlView.Of(this);

    private Figure Of(string title, Axis y, Func<SwitchIntervalPoint, double> value) => new(title)
    {
        X = Axis.LogTime("switch interval"),
        Y = y,
        Series = [.. Points.GroupBy(point => point.Runtime, StringComparer.Ordinal).Select(curve => Line.Of(curve.Key, curve.OrderBy(point => point.Interval), point => point.Interval, value))],
    };
}
