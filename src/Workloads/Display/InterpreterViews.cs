using System.Runtime.CompilerServices;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Interpreter.Exploring;
using Workloads.Interpreter.Language;
using Workloads.Interpreter.Locking;
using Workloads.Interpreter.Trials;
using Workloads.Measurement.Goals;
using Workloads.Statements;

namespace Workloads.Display;

/// <summary>How the interpreter's results are shown.</summary>
public static class InterpreterViews
{
    /// <summary>The outcomes that a table lists; more are counted.</summary>
    private const int ListedOutcomes = 40;

    /// <summary>Who held the lock when: a lane for each thread.</summary>
    /// <param name="report">The report of a process whose holds were recorded.</param>
    /// <param name="title">What the figure says.</param>
    public static Figure ToTimeline(this LockReport report, string title = "Who held the lock when")
    {
        ArgumentNullException.ThrowIfNull(report);
        string[] lanes = [.. report.Threads.Select((thread, number) => $"{number + 1}: {thread.Name}")];
        double first = report.Holds.Count == 0 ? 0 : report.Holds.Min(hold => hold.Start.TotalSeconds);
        return new Figure(title)
        {
            Subtitle = $"{report.Switches:N0} switches",
            X = Axis.Time("time since the lock was first taken"),
            Series = [new Lanes("holds", [.. report.Holds.Select(hold => new LaneSpan(lanes[hold.Worker], hold.Start.TotalSeconds - first, hold.End.TotalSeconds - first))]) { Order = lanes }],
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
            ("waited for it", thread => thread.WaitTime)) with { Caption = $"{report.Switches:N0} switches to another thread, the first taking included." };
    }

    /// <summary>Every outcome: how the shared variables end, and how long the shortest schedule is.</summary>
    public static Table ToTable(this Exploration exploration)
    {
        ArgumentNullException.ThrowIfNull(exploration);
        Outcome[] outcomes = [.. exploration.Outcomes.Concat(exploration.Deadlocks)];
        bool prints = outcomes.Any(outcome => outcome.Output.Length > 0), threads = outcomes.Any(outcome => outcome.Threads.Any(thread => thread != "returned 0"));
        string[] names = [.. outcomes.Take(1).SelectMany(outcome => outcome.Globals.Keys)];
        var columns = new List<(string, Func<Outcome, object?>)>();
        columns.AddRange(names.Select(name => (name, (Func<Outcome, object?>)(outcome => outcome.Globals[name]))));
        if (prints)
            columns.Add(("printed", outcome => outcome.Output.TrimEnd('\n').Replace("\n", " ⏎ ", StringComparison.Ordinal)));
        if (threads)
            columns.AddRange(exploration.Threads.Select((call, number) => ($"thread {number + 1}: {call}", (Func<Outcome, object?>)(outcome => outcome.Threads[number]))));
        columns.Add(("shortest schedule", outcome => outcome.Schedule.Steps.Count));
        columns.Add(("its switches", outcome => outcome.Schedule.Switches));
        string more = outcomes.Length > ListedOutcomes ? $" The first {ListedOutcomes} of {outcomes.Length:N0} are listed." : "";
        return Table.Of("", outcomes.Take(ListedOutcomes), columns) with { Caption = $"{exploration}{more}" };
    }

    /// <summary>The schedule as a table, an instruction a row, in the column of the thread that ran it.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="upTo">Only so many steps; all when left out.</param>
    public static Table ToTable(this Schedule schedule, int upTo = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        string[] globals = [.. schedule.Steps.Take(1).SelectMany(step => step.Globals.Keys)];
        return Table.Of(
            "",
            schedule.Steps.Take(upTo),
            [
                ("step", step => step.Number),
                .. schedule.Threads.Select((call, number) => ($"thread {number + 1}: {call}", (Func<ScheduleStep, object?>)(step => step.Thread == number + 1 ? step.Instruction : ""))),
                ("line", step => step.Line),
                ("stack behind it", step => string.Join(", ", step.Stack)),
                .. globals.Select(name => (name, (Func<ScheduleStep, object?>)(step => step.Globals[name]))),
            ]) with { Caption = $"{schedule}." };
    }

    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "Notebooks load the library and show its results; nobody would call a registration.")]
    internal static void Register()
    {
        HtmlView.Register<Listing>(listing => CodeBlock.Of(listing.ToString()));
        HtmlView.Register<LockReport>(report => report.Holds.Count == 0 ? report.ToTable() : new Stack(report.ToTimeline(), report.ToTable()));
        HtmlView.Register<Exploration>(exploration => exploration.IsComplete ? exploration.ToTable()
            : exploration.Outcomes.Count + exploration.Deadlocks.Count == 0 ? Callout.Caution(exploration.ToString())
            : new Stack(Callout.Caution(exploration.ToString()), exploration.ToTable() with { Caption = "" }));
        HtmlView.Register<Schedule>(SchedulePlayer.Of);
        HtmlView.Register<ThreeMachines>(machines => new Stack([.. machines.Codes.Select(code => new CodeBlock($"{code.Machine}: {code.Statement}", code.Code))]));
        HtmlView.Register<LockScaling>(scaling => scaling.ToFigure());
        HtmlView.Register<SwitchIntervals>(intervals => new Stack(intervals.ToFigures(), intervals.ToTable()));
        HtmlView.Register<LockComparison>(comparison => comparison.ToTable());
        HtmlView.Register<InterpreterComparison>(comparison => comparison.ToTable());
        HtmlView.Register<GoalTable>(goals => goals.ToTable());
    }
}
