using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;

namespace Workloads.Topics;

/// <summary>What a worker of the homegrown pool sends back for one job.</summary>
/// <param name="Job">The job's number, counted from 0.</param>
/// <param name="Size">What the workload was called with.</param>
/// <param name="Result">What it returned.</param>
/// <param name="Worker">The worker's number, counted from 0.</param>
/// <param name="Start">When the call began, counted from the beginning of the run.</param>
/// <param name="End">When it ended.</param>
internal readonly record struct PoolResult(int Job, long Size, long Result, int Worker, TimeSpan Start, TimeSpan End)
{
    /// <summary>How long the call took.</summary>
    public TimeSpan Elapsed => End - Start;
}

/// <summary>What the homegrown pool's collector got.</summary>
/// <param name="Workers">How many workers there were.</param>
/// <param name="Jobs">How many jobs were put into the queue.</param>
/// <param name="Results">The results, in the order in which they arrived.</param>
/// <param name="Elapsed">From the first job put in to the collector's end, with the start of the workers.</param>
/// <param name="StartUp">From the first job put in until the last worker stood ready.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
internal sealed record PoolRun(int Workers, int Jobs, IReadOnlyList<PoolResult> Results, TimeSpan Elapsed, TimeSpan StartUp) : IDisplayable
{
    /// <summary>How fast the same jobs could be done by as many workers.</summary>
    internal BestSchedule Schedule =>
        new(Workers, [.. Results.OrderBy(static result => result.Job).Select(static result => result.Elapsed)]);

    /// <summary>Which worker ran which job when.</summary>
    public Figure ToFigure() =>
        new(Invariant($"{Workers} worker{(Workers == 1 ? "" : "s")} of the homegrown pool did {Results.Count} jobs in {Time(Elapsed)}"))
    {
        Subtitle = $"The start of the workers included, {Time(StartUp)}; no schedule could take less than {Time(Schedule.Bound)}",
        X = Axis.Time("time since the first job"),
        Series =
        [
            new Lanes("jobs", [.. Results.Select(result => new LaneSpan(Invariant($"worker {result.Worker}"), result.Start.TotalSeconds,
                result.End.TotalSeconds, Invariant($"{result.Size}")))])
            {
                Order = [.. Enumerable.Range(0, Workers).Select(worker => Invariant($"worker {worker}"))],
            },
        ],
    };

    /// <inheritdoc/>
    public string ToHtml() => ToFigure().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToFigure().ToString();

    private static string Time(TimeSpan time) => Unit.Seconds.Format(time.TotalSeconds);
}
