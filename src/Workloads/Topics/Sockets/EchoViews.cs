using Workloads.Charts;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How echo servers are shown (D12).</summary>
public static class EchoViews
{
    /// <summary>Each server in a row: its messages, and how long they took there and back.</summary>
    /// <param name="reports">What came out for each server.</param>
    public static Table ToTable(this IEnumerable<EchoReport> reports) => Table.Of(
        "",
        reports,
        ("transport", report => $"{report.Server.Transport}".ToUpperInvariant() is var name && name == "UNIX" ? "Unix socket" : name),
        ("style", report => report.Server.Style == EchoStyle.Async ? "async" : "callbacks"),
        ("clients", report => report.Clients),
        ("messages", report => report.Messages),
        ("lost", report => report.Lost),
        ("connected in", report => report.ConnectTime.TotalSeconds),
        ("round trips a second", report => report.PerSecond),
        ("median", report => report.RoundTrip.Median.TotalSeconds),
        ("99 %", report => report.RoundTrip.Percentile(99).TotalSeconds))
        .In("connected in", Unit.Seconds).In("round trips a second", Unit.Count, Best.Highest, bars: true).In("median", Unit.Seconds, Best.Lowest).In("99 %", Unit.Seconds);
}
