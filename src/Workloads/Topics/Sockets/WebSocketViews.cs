using Workloads.Charts;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How crowds of open WebSockets are shown (D13).</summary>
public static class WebSocketViews
{
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
}
