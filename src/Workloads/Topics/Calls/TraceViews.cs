using Workloads.Charts;
using Workloads.Measuring;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How traces of calls are shown: who called, and in which thread (A5).</summary>
public static class TraceViews
{
    private const int Shown = 12;
    private const int BeforeSwitch = 5;

    /// <summary>What tracing costs, on one thread and in several: the document's own figures, a CPython's, and .NET's.</summary>
    /// <param name="ours">.NET's trace.</param>
    /// <param name="theirs">A CPython's; null where none was found.</param>
    /// <param name="python">The CPython's name; null likewise.</param>
    public static Table CostTable(this CallTrace ours, PythonTrace? theirs, string? python)
    {
        ArgumentNullException.ThrowIfNull(ours);
        double plain = DocumentFigures.Fibonacci.Single(row => row is { Size: 10, Callers: 1_000, Model: "sequential" }).Seconds;
        (string Runtime, double Plain, double One, double Several, long? Calls, long? Switches)[] rows =
        [
            (DocumentFigures.PastPresentFuture, plain, DocumentFigures.Traced.OneThread, DocumentFigures.Traced.Threads, null, null),
            .. theirs is null ? [] : new[] { (python ?? "CPython", theirs.PlainSeconds, theirs.TracedSeconds, theirs.TracedThreadsSeconds, (long?)theirs.TracedCalls, (long?)theirs.Switches) },
            (".NET", ours.PlainSeconds, ours.TracedSeconds, ours.TracedThreadsSeconds, ours.Calls.Count, ours.Switches),
        ];
        return Table.Of(
            "",
            rows,
            ("runtime", row => row.Runtime),
            ("untraced", row => row.Plain),
            ("traced, one thread", row => row.One),
            ("times as long", row => row.One / row.Plain),
            ("traced, in threads", row => row.Several),
            ("of one thread's", row => row.Several / row.One),
            ("calls traced", row => row.Calls),
            ("switches", row => row.Switches))
            .In("untraced", Unit.Seconds).In("traced, one thread", Unit.Seconds).In("times as long", Unit.Ratio).In("traced, in threads", Unit.Seconds).In("of one thread's", Unit.Ratio) with
        {
            Caption = $"The document's is fib(10) × 1,000, and prints each line; how many threads there were is not told. {MachineFacts.Current.Summary}",
        };
    }

    /// <summary>A piece of each trace, with the first switch in it: call by call the caller and the thread.</summary>
    /// <inheritdoc cref="CostTable" path="/param"/>
    public static Table LineTable(this CallTrace ours, PythonTrace? theirs, string? python)
    {
        ArgumentNullException.ThrowIfNull(ours);
        int first = ours.NearFirstSwitch(BeforeSwitch);
        TracedCall[] mine = [.. ours.Calls.Skip(first).Take(Shown)];
        var columns = new List<(string, Func<int, object?>)>();
        if (theirs is not null)
            columns.AddRange(Columns(python ?? "CPython", theirs.ShownFrom, theirs.Shown));
        columns.AddRange(Columns(".NET", first, mine));
        return Table.Of("", Enumerable.Range(0, Math.Max(mine.Length, theirs?.Shown.Count ?? 0)), columns);
    }

    private static IEnumerable<(string, Func<int, object?>)> Columns(string runtime, int first, IReadOnlyList<TracedCall> calls) =>
    [
        ($"{runtime}: call", line => line < calls.Count ? first + line + 1 : null),
        ("caller", line => line < calls.Count ? calls[line].Caller : null),
        ("thread", line => line < calls.Count ? calls[line].Thread + 1 : null),
    ];
}
