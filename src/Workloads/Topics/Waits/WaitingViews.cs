using Workloads.Charts;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How many waits at once are shown (A13, D8, E8).</summary>
public static class WaitingViews
{
    /// <summary>What document 004 says a thread takes, in bytes (E8).</summary>
    public const double DocumentThreadBytes = 8e6;

    /// <summary>The time of all waits by their number.</summary>
    /// <param name="curves">The curves.</param>
    public static Figure TimeByWaits(this WaitingCurves curves) => Of(curves, "Time of so many waits at once", static cost => cost.Elapsed.TotalSeconds) with
    {
        Subtitle = string.Join(", ", curves.Costs.Select(cost => cost.Wait).Distinct().Select(wait => $"each waits {Say.Time(wait)}")),
        Y = Axis.LogTime("from the first start to the last end"),
        Lines = [.. curves.Costs.Select(cost => cost.Wait.TotalSeconds).Distinct().Take(1).Select(wait => ReferenceLine.AtY(wait, "one wait alone"))],
    };

    /// <summary>The memory of all waits by their number, and what the document says of threads, dashed.</summary>
    /// <param name="curves">The curves.</param>
    public static Figure MemoryByWaits(this WaitingCurves curves)
    {
        Figure figure = Of(curves, "Memory of so many waits at once", static cost => cost.Bytes);
        int[] waits = [.. curves.Costs.Select(static cost => cost.Waits).Distinct().Order()];
        int threads = curves.Ways.ToList().IndexOf(ManyWaits.NameOf(WaitingWay.Threads));
        return figure with
        {
            Subtitle = "Coroutines and tasks: the managed heap. Threads and CPython: resident memory",
            Caption = figure.Caption + ". Dashed: document 004's 8 MB a thread, which is address space.",
            Y = Axis.Log("growth of memory", Unit.Bytes),
            Series = [.. figure.Series, new Line("threads (document 004)", waits.Select(static count => (double)count), waits.Select(static count => count * DocumentThreadBytes)) { Quoted = true, Colour = Math.Max(threads, 0) }],
        };
    }

    /// <summary>All points, and what was left out.</summary>
    /// <param name="curves">The curves.</param>
    public static Table ToTable(this WaitingCurves curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        return Table.Of(
            "",
            curves.Costs,
            ("what waits", cost => cost.Way),
            ("how many", cost => cost.Waits),
            ("time", cost => cost.Elapsed),
            ("beyond the wait, each", cost => cost.Overhead / cost.Waits),
            ("memory", cost => (double)cost.Bytes),
            ("memory each", cost => cost.BytesEach),
            ("resident", cost => (double)cost.ResidentBytes))
            .In("memory", Unit.Bytes).In("memory each", Unit.Bytes).In("resident", Unit.Bytes) with
        {
            Caption = string.Join(" ", curves.LeftOut.Select(static left => $"Left out: {left.Reason}").Append(curves.Machine.Summary)),
        };
    }

    /// <summary>asyncio's waits as a point of the curves; its memory is what became resident.</summary>
    /// <param name="waits">What CPython measured.</param>
    /// <param name="python">The build that did.</param>
    /// <param name="wait">How long each waited.</param>
    public static WaitingCost ToCost(this PythonWaits waits, CPython python, TimeSpan wait)
    {
        ArgumentNullException.ThrowIfNull(waits);
        return new($"asyncio ({python})", waits.Tasks, wait, waits.Elapsed, waits.GrownBytes ?? 0) { ResidentBytes = waits.GrownBytes ?? 0 };
    }

    private static Figure Of(WaitingCurves curves, string title, Func<WaitingCost, double> y)
    {
        ArgumentNullException.ThrowIfNull(curves);
        return new Figure(title)
        {
            Caption = curves.Machine.Summary,
            X = Axis.Log("waits at once", Unit.Count),
            Series = [.. curves.Costs.GroupBy(static cost => cost.Way, StringComparer.Ordinal).Select((way, index) =>
                Line.Of(way.Key, way.OrderBy(static cost => cost.Waits), static cost => cost.Waits, y) with { Colour = index })],
        };
    }

    /// <summary>What very many waits at once cost.</summary>
    public static Table ToTable(this IEnumerable<WaitingCost> costs) => Table.Of(
        "",
        costs,
        ("what waits", cost => cost.Way),
        ("at once", cost => cost.Waits),
        ("each", cost => cost.Wait),
        ("all ended after", cost => cost.Elapsed),
        ("memory for each", cost => cost.BytesEach),
        ("memory", cost => (double)cost.Bytes)).In("memory for each", Unit.Bytes).In("memory", Unit.Bytes);
}
