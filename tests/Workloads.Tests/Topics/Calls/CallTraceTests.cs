using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Python;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public class CallTraceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Every_call_is_traced_with_its_caller_and_its_thread()
    {
        await Task.Yield();

        CallTrace trace = CallTrace.Measure(size: 6, callers: 4, threads: 2, Token);

        Assert.Equal(4 * ((2 * (int)Fibonacci.Of(6)) - 1), trace.Calls.Count);
        Assert.Equal(4, trace.Calls.Count(call => call.Caller == "a thread's start"));
        Assert.All(trace.Calls, call => Assert.InRange(call.Thread, 0, 1));
        Assert.Equal(0, trace.Calls[0].Thread);
        Assert.True(trace.PlainSeconds > 0 && trace.TracedSeconds > 0 && trace.TracedThreadsSeconds > 0);
    }

    [Fact(Timeout = 60_000)]
    public async Task One_thread_has_no_switch()
    {
        await Task.Yield();

        CallTrace trace = CallTrace.Measure(size: 3, callers: 2, threads: 1, Token);

        Assert.Equal((0, 0), (trace.Switches, trace.NearFirstSwitch(5)));
    }

    [Fact]
    public void A_piece_of_the_trace_begins_shortly_before_the_first_switch()
    {
        CallTrace Of(params int[] threads) => new(1, 2, 3, [.. threads.Select(thread => new TracedCall("fib", thread))]);

        Assert.Equal((2, 3), (Of(0, 0, 0, 0, 1, 0).NearFirstSwitch(2), Of(0, 0, 0, 1, 0, 0, 1).Switches));
        Assert.Equal(0, Of(0, 1, 0).NearFirstSwitch(2));
        Assert.Equal(1, Of(0, 0, 0, 1).NearFirstSwitch(2));
        Assert.Equal(0, Of(0).NearFirstSwitch(2));
    }

    [Fact]
    public void Its_cost_stands_beside_the_document_s_and_its_lines_beside_CPython_s()
    {
        var ours = new CallTrace(1, 2, 3, [new("main", 0), new("fib", 0), new("fib", 1)]);
        var theirs = new PythonTrace(1, 10, 20, 40, 4, ShownFrom: 7, [new("traced", 0), new("traced", 1)]);

        Table costs = ours.CostTable(theirs, "CPython 3.13.0");
        Table lines = ours.LineTable(theirs, "CPython 3.13.0");

        Assert.Equal(["document 000", "CPython 3.13.0", ".NET"], costs.Rows.Select(row => row[0]));
        Assert.Equal(2.6, (double)costs.Rows[0][5]!, 0.05);
        Assert.Equal([8, "traced", 1, 1, "main", 1], lines.Rows[0]);
        Assert.Equal([null, null, null, 3, "fib", 2], lines.Rows[2]);
        Assert.Equal(2, ours.CostTable(null, null).Rows.Count);
    }
}
