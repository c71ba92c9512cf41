using Workloads.Charts;
using Workloads.Models;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How checked numbers are shown (B11 to B13).</summary>
public static class PrimeViews
{
    /// <summary>Each number's check, in the order in which results arrived.</summary>
    public static Table ToTable(this PoolRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Table.Of(
            "",
            run.Results,
            ("number", result => result.Size),
            ("prime", result => result.Result == 1),
            ("check took", result => result.Elapsed),
            ("worker", result => result.Worker),
            ("arrived after", result => result.End)).In("check took", Unit.Seconds, bars: true);
    }

    /// <summary>Which worker checked which number when.</summary>
    public static Figure ToFigure(this PoolRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new Figure($"The homegrown pool: {run.Results.Count} numbers on {run.Workers} workers")
        {
            Subtitle = $"{Say.Time(run.Elapsed)} in all, {Say.Time(run.Work)} of checks",
            X = Axis.Time("time since the first job"),
            Series =
            [
                new Lanes("checks", [.. run.Results.Select(result => new LaneSpan($"worker {result.Worker}", result.Start.TotalSeconds, result.End.TotalSeconds, $"{result.Size}", result.Result == 1 ? "prime" : "not prime"))])
                {
                    Order = [.. Enumerable.Range(0, run.Workers).Select(worker => $"worker {worker}")],
                },
            ],
        };
    }

    /// <summary>Each number's time in each run, a column for each.</summary>
    /// <param name="runs">Runs of the same numbers, with spans.</param>
    public static Table PerNumber(this IEnumerable<Run> runs)
    {
        Run[] all = [.. runs];
        Calls calls = all[0].Calls;
        return new(
            "",
            [new("number"), new("prime"), .. all.Select(run => new Column($"{run.Model}, {run.Model.Workers} worker{(run.Model.Workers == 1 ? "" : "s")}") { Unit = Unit.Seconds })],
            [.. Enumerable.Range(0, calls.Count).Select(caller => (IReadOnlyList<object?>)[calls.SizeOf(caller), all[0].Results[caller] == 1, .. all.Select(run => (object?)run.Spans![caller].Duration)])]);
    }

    /// <summary>Times against the number of workers, every run a point, with a line through each way's best.</summary>
    /// <param name="runs">Who ran with how many workers, and how long it took.</param>
    public static Figure TimeByWorkers(this IEnumerable<(string Way, int Workers, TimeSpan Elapsed)> runs)
    {
        var ways = runs.GroupBy(run => run.Way).ToArray();
        return new Figure("Time by the number of workers")
        {
            X = Axis.Log2("workers"),
            Y = Axis.LogTime("time for all numbers"),
            Series =
            [
                .. ways.Select((way, colour) => new Points(way.Key, way.Select(run => ((double)run.Workers, run.Elapsed.TotalSeconds))) { Colour = colour }),
                .. ways.Select((way, colour) => Line.Of($"{way.Key}, best", Best(way), point => point.Workers, point => point.Seconds) with { Colour = colour }),
            ],
        };
    }

    private static IEnumerable<(int Workers, double Seconds)> Best(IEnumerable<(string Way, int Workers, TimeSpan Elapsed)> runs) => runs
        .GroupBy(run => run.Workers)
        .OrderBy(group => group.Key)
        .Select(group => (group.Key, group.Min(run => run.Elapsed.TotalSeconds)));
}
