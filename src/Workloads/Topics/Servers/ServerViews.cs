using Workloads.Charts;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How application servers, very many connections, and a blocking call beside a computation are shown (B18, D13, E5).</summary>
public static class ServerViews
{
    /// <summary>Each number of workers in a row: requests a second, and what became of them.</summary>
    /// <param name="reports">What came out for each number of workers.</param>
    public static Table ToTable(this IEnumerable<PreforkReport> reports)
    {
        PreforkReport[] all = [.. reports];
        List<(string, Func<PreforkReport, object?>)> columns =
        [
            ("workers", report => report.Workers),
            ("each", report => report.Each),
            ("requests a second", report => report.Load.AnsweredPerSecond),
            ("answered", report => report.Load.Answered),
            ("by process", report => string.Join(", ", report.AnsweredBy.Values.OrderDescending().Select(count => Say.Count(count)))),
            ("lost", report => report.Load.Failed),
        ];
        if (all.Any(report => report.FailedAttempts + report.Replaced > 0))
        {
            columns.Add(("attempts that failed", report => report.FailedAttempts));
            columns.Add(("workers replaced", report => report.Replaced));
        }

        return Table.Of("", all, columns).In("requests a second", Unit.Count, Best.Highest, bars: true);
    }

    /// <summary>Requests a second against workers, and where they would be if each worker added as much as the first.</summary>
    /// <param name="reports">What came out for each number of workers.</param>
    public static Figure ToFigure(this IEnumerable<PreforkReport> reports)
    {
        PreforkReport[] all = [.. reports.OrderBy(report => report.Workers)];
        double first = all.Length == 0 ? 0 : all[0].Load.AnsweredPerSecond / all[0].Workers;
        return new Figure("Requests a second against worker processes on one port")
        {
            X = new("worker processes") { FromZero = true },
            Y = new("requests a second") { FromZero = true, Unit = Unit.Count },
            Series =
            [
                Line.Of("measured", all, report => report.Workers, report => report.Load.AnsweredPerSecond),
                Line.Of("each as the first", all, report => report.Workers, report => report.Workers * first) with { Quoted = true },
            ],
            Lines = [ReferenceLine.AtX(Environment.ProcessorCount, $"{Environment.ProcessorCount} cores, the clients' too")],
        };
    }

    /// <summary>Each crowd in a row: how many opened and echoed, how long it took, and what each costs the server.</summary>
    /// <param name="reports">What came out for each crowd.</param>
    public static Table ToTable(this IEnumerable<WebSocketReport> reports) => Table.Of(
        "",
        reports,
        ("sockets", report => report.Asked),
        ("open at once", report => report.Opened),
        ("echoed", report => report.Echoed),
        ("lost", report => report.Lost),
        ("opened in", report => report.OpenTime.TotalSeconds),
        ("to open one", report => report.OpenTime.TotalSeconds / report.Asked),
        ("a message on each in", report => report.EchoTime.TotalSeconds),
        ("server's memory for each", report => report.BytesEach),
        ("of it objects", report => report.ManagedBytesEach))
        .In("opened in", Unit.Seconds).In("to open one", Unit.Seconds).In("a message on each in", Unit.Seconds)
        .In("server's memory for each", Unit.Bytes, bars: true).In("of it objects", Unit.Bytes);

    /// <summary>Each way in a row: how long both took, and how far the computation came before the answer did.</summary>
    /// <param name="runs">What came out for each way.</param>
    public static Table ToTable(this IEnumerable<BlockingRun> runs) => Table.Of(
        "",
        runs,
        ("way", run => run.Name),
        ("time", run => run.Elapsed.TotalSeconds),
        ("steps computed", run => run.Steps),
        ("of them before the answer", run => run.StepsMeanwhile))
        .In("time", Unit.Seconds, bars: true);
}
