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
}
