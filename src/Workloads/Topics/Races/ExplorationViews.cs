using Workloads.Interpreter;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How the explorer's findings and the language's listings are shown.</summary>
public static class ExplorationViews
{
    /// <summary>The outcomes that a table lists; more are counted.</summary>
    private const int ListedOutcomes = 40;

    /// <summary>Every outcome: how the shared variables end, and how long the shortest schedule is.</summary>
    public static Table ToTable(this Exploration exploration)
    {
        ArgumentNullException.ThrowIfNull(exploration);
        Outcome[] outcomes = [.. exploration.Outcomes.Concat(exploration.Deadlocks)];
        bool prints = outcomes.Any(outcome => outcome.Output.Length > 0),
            threads = outcomes.Any(outcome => outcome.Threads.Any(thread => thread != "returned 0"));
        string[] names = [.. outcomes.Take(1).SelectMany(outcome => outcome.Globals.Keys)];
        var columns = new List<(string, Func<Outcome, object?>)>();
        columns.AddRange(names.Select(name => (name, (Func<Outcome, object?>)(outcome => outcome.Globals[name]))));
        if (prints)
            columns.Add(("printed", outcome => outcome.Output.TrimEnd('\n').Replace("\n", " ⏎ ", StringComparison.Ordinal)));
        if (threads)
            columns.AddRange(exploration.Threads.Select(
                (call, number) => (Invariant($"thread {number + 1}: {call}"),
                    (Func<Outcome, object?>)(outcome => outcome.Threads[number]))));
        columns.Add(("shortest schedule", outcome => outcome.Schedule.Steps.Count));
        columns.Add(("its switches", outcome => outcome.Schedule.Switches));
        string more = outcomes.Length > ListedOutcomes ? Invariant($" The first {ListedOutcomes} of {outcomes.Length:N0} are listed.") : "";
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
                .. schedule.Threads.Select(
                    (call, number) => (Invariant($"thread {number + 1}: {call}"),
                        (Func<ScheduleStep, object?>)(step => step.Thread == number + 1 ? step.Instruction : ""))),
                ("line", step => step.Line),
                ("stack behind it", step => string.Join(", ", step.Stack.Select(value => Invariant($"{value}")))),
                .. globals.Select(name => (name, (Func<ScheduleStep, object?>)(step => step.Globals[name]))),
            ]) with { Caption = $"{schedule}." };
    }

    /// <summary>What a notebook shows of an exploration: its outcomes, and a caution where the limit of states was passed.</summary>
    public static IDisplayable ToView(this Exploration exploration)
    {
        ArgumentNullException.ThrowIfNull(exploration);
        return exploration.IsComplete ? exploration.ToTable()
            : exploration.Outcomes.Count + exploration.Deadlocks.Count == 0 ? Callout.Caution(exploration.ToString())
            : new Stack(Callout.Caution(exploration.ToString()), exploration.ToTable() with { Caption = "" });
    }

    /// <summary>The schedule to be stepped through by buttons, where the page runs scripts; else as a table.</summary>
    public static IDisplayable ToView(this Schedule schedule) => new HtmlPiece(SchedulePlayer.Of(schedule), schedule.ToTable().ToString());

    /// <summary>The listing in a block of code.</summary>
    internal static CodeBlock ToView(this Listing listing)
    {
        ArgumentNullException.ThrowIfNull(listing);
        return new CodeBlock("", listing.ToString());
    }
}
