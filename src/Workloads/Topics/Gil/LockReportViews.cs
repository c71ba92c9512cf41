using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How what happened to a lock is shown.</summary>
public static class LockReportViews
{
    /// <summary>Who held the lock when: a lane for each thread.</summary>
    /// <param name="report">The report of a process whose holds were recorded.</param>
    public static Figure ToTimeline(this LockReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        string[] lanes = [.. report.Threads.Select((thread, number) => Invariant($"{number + 1}: {thread.Name}"))];
        double first = report.Holds.Count == 0 ? 0 : report.Holds.Min(hold => hold.Start.TotalSeconds);
        return new Figure(
            Invariant($"The lock went from thread to thread {report.Switches:N0} time{(report.Switches == 1 ? "" : "s")}, the first taking included"))
        {
            Subtitle = "Who held it when",
            X = Axis.Time("time since the lock was first taken"),
            Series = [new Lanes("holds",
                [.. report.Holds.Select(
                    hold => new LaneSpan(lanes[hold.Thread], hold.Start.TotalSeconds - first, hold.End.TotalSeconds - first))]) { Order =
                    lanes }],
        };
    }

    /// <summary>How each thread fared with the lock.</summary>
    public static Table ToTable(this LockReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Table.Of(
            "",
            report.Threads,
            ("thread", thread => thread.Name),
            ("held the lock, times", thread => thread.Holds),
            ("for", thread => thread.HoldTime),
            ("waited for it", thread => thread.WaitTime))
            with { Caption = Invariant($"{report.Switches:N0} switches to another thread, the first taking included.") };
    }

    /// <summary>The lock's holds as a timeline, where they were recorded, and how each thread fared.</summary>
    public static IDisplayable ToView(this LockReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Holds.Count == 0 ? report.ToTable() : new Stack(report.ToTimeline(), report.ToTable());
    }
}
