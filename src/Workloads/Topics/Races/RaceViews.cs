using Workloads.Charts;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How races and their cures are shown (C7, C9, E6).</summary>
public static class RaceViews
{
    /// <summary>What each kind of counter lost, and what an update costs with it.</summary>
    public static Table ToTable(this IEnumerable<RaceResult> results) => Table.Of(
        "",
        results,
        ("counter", result => result.Counter),
        ("threads", result => result.Threads),
        ("promises to lose nothing", result => result.IsSafe),
        ("trials", result => result.Trials.Count),
        ("trials that lost", result => result.TrialsThatLost),
        ("lost, median", result => result.MedianLostShare),
        ("lost, worst", result => result.WorstLostShare),
        ("an update", result => result.NanosecondsPerUpdate * 1e-9)).In("lost, median", Unit.Percent).In("lost, worst", Unit.Percent).In("an update", Unit.Seconds);

    /// <summary>The share of updates that each trial lost.</summary>
    public static Figure LostByTrial(this IReadOnlyList<RaceResult> results) => new("Updates lost, trial by trial")
    {
        X = new("trial") { Unit = Unit.Count },
        Y = new("lost") { Unit = Unit.Percent, Min = 0, Max = Math.Max(0.1, results.Max(result => result.WorstLostShare) * 1.05) },
        Series = [.. results.Select(result => new Points(result.Counter, result.Trials.Select((trial, number) => (number + 1.0, trial.LostShare))))],
    };

    /// <summary>What an update costs, against the number of threads that contend for it.</summary>
    public static Figure CostByThreads(this IEnumerable<RaceResult> results) => new("The cost of an update by the number of threads")
    {
        X = Axis.Log2("threads"),
        Y = Axis.LogTime("wall time of one update"),
        Series = [.. results.GroupBy(result => result.Counter).Select(counter => Line.Of(counter.Key, counter.OrderBy(result => result.Threads), result => result.Threads, result => result.NanosecondsPerUpdate * 1e-9))],
    };

    /// <summary>What a CPython's printers printed: how many lines are wrong, and the first few.</summary>
    /// <param name="printed">How each printed, and its sheet.</param>
    public static Table ToTable(this IEnumerable<(PythonIncrement Way, PythonPrinter Sheet)> printed) => Table.Of(
        "",
        printed,
        ("way", row => $"{row.Way}".ToLowerInvariant()),
        ("lines to print", row => row.Sheet.Expected.Count),
        ("wrong", row => row.Sheet.Wrong),
        ("as it should", row => row.Sheet.IsRight),
        ("the first lines", row => string.Join(" ⏎ ", row.Sheet.Printed.Take(4))));

    /// <summary>How many lines each printer tore.</summary>
    public static Table ToTable(this IEnumerable<PrinterRace> races) => Table.Of(
        "",
        races,
        ("printer", race => race.Printer),
        ("lines printed", race => race.Expected),
        ("whole", race => race.Whole),
        ("torn", race => race.Torn));
}
