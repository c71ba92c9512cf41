using Workloads.Charts;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How downloads are shown (C2, C3).</summary>
public static class DownloadViews
{
    /// <summary>Each way in a row: its time, what that is by the first one's, and how its requests ended.</summary>
    /// <param name="reports">What came out of each way.</param>
    public static Table ToTable(this IEnumerable<DownloadReport> reports)
    {
        DownloadReport[] all = [.. reports];
        List<(string, Func<DownloadReport, object?>)> columns =
        [
            ("way", report => report.Strategy),
            ("time", report => report.Elapsed.TotalSeconds),
            ("as fast as the first", report => all[0].Elapsed / report.Elapsed),
            ("most at once", report => report.MostAtOnce),
            ("whole", report => report.Whole),
            ("lost", report => report.Lost),
        ];
        if (all.Any(report => report.Attempts > report.Whole))
        {
            columns.Add(("requests", report => report.Attempts));
            columns.Add(("retries", report => report.Attempts - report.Flags.Count));
            columns.Add(("refused", report => report.Count(AttemptEnding.Refused)));
            columns.Add(("cut off", report => report.Count(AttemptEnding.CutOff)));
            columns.Add(("timed out", report => report.Count(AttemptEnding.TimedOut)));
        }

        return Table.Of("", all, columns).In("time", Unit.Seconds, Best.Lowest, bars: true).In("as fast as the first", Unit.Ratio);
    }

    /// <summary>When each flag was asked for, and how each request ended.</summary>
    /// <param name="report">What came out of one way.</param>
    public static Figure ToTimeline(this DownloadReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        bool named = report.Flags.Select(flag => flag.Code).Distinct(StringComparer.Ordinal).Count() == report.Flags.Count;
        string LaneOf(FlagDownload flag) => named ? flag.Code : $"{flag.Number + 1} {flag.Code}";
        return new Figure($"{report.Strategy}: {Say.Count(report.Whole)} flags in {Say.Time(report.Elapsed)}")
        {
            Subtitle = $"{Say.Count(report.Attempts)} requests, at most {Say.Count(report.MostAtOnce)} at once",
            X = Axis.Time("time since the first request"),
            Series =
            [
                new Lanes("requests", [.. from flag in report.Flags
                                          from attempt in flag.Attempts
                                          select new LaneSpan(LaneOf(flag), attempt.Start.TotalSeconds, attempt.End.TotalSeconds, Key: NameOf(attempt.Ending))])
                {
                    Order = [.. report.Flags.Select(LaneOf)],
                },
            ],
        };
    }

    /// <summary>The pictures that were downloaded.</summary>
    /// <param name="report">What came out of one way.</param>
    public static FlagGallery ToGallery(this DownloadReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new([.. report.Flags.Where(flag => flag.Content is not null)]);
    }

    private static string NameOf(AttemptEnding ending) => ending switch
    {
        AttemptEnding.Answered => "answered",
        AttemptEnding.Refused => "refused",
        AttemptEnding.CutOff => "cut off",
        AttemptEnding.TimedOut => "timed out",
        _ => "cancelled",
    };
}
