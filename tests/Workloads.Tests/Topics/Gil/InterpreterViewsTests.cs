using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class InterpreterViewsTests
{
    [Fact]
    public void A_lock_report_is_a_lane_for_each_thread()
    {
        using var host = new InterpreterHost(new() { RecordedHolds = 100 });
        using SubInterpreter interpreter = host.NewInterpreter(StackProgram.Counter);
        interpreter.RunAll("add(10)", "add(20)");

        Figure figure = host.Report().ToTimeline();

        Lanes lanes = Assert.IsType<Lanes>(Assert.Single(figure.Series));
        Assert.Equal(2, lanes.Order!.Count);
        Assert.All(lanes.Spans, span => Assert.Contains(span.Lane, lanes.Order));
    }

    [Fact]
    public void An_exploration_is_a_row_for_each_outcome()
    {
        Exploration found = new Explorer().Explore(StackProgram.Counter, "add(2)", "add(2)");

        Table table = found.ToTable();

        Assert.Equal(["counter", "shortest schedule", "its switches"], table.Columns.Select(column => column.Header));
        Assert.Equal([2L, 3L, 4L], table.Rows.Select(row => (long)row[0]!).Order());
    }

    [Fact]
    public void A_schedule_stands_in_the_column_of_the_thread_that_ran_it()
    {
        Schedule schedule = new Explorer().Explore(StackProgram.Counter, "add(1)", "add(1)").EndingWith("counter", 1).Schedule;

        Table table = schedule.ToTable(upTo: 10);

        Assert.Equal(10, table.Rows.Count);
        Assert.All(table.Rows, row => Assert.Single(new[] { row[1], row[2] }, cell => (string)cell! != ""));
        Assert.Contains("step ▶", schedule.ToView().ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Passing_the_limit_stands_above_the_table()
    {
        Exploration found = new Explorer { MaxStates = 200 }.Explore(StackProgram.Counter, "add(3)", "add(3)");

        Assert.Contains("the limit of 200 states was passed", found.ToView().ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_listing_is_shown_as_it_is_printed()
    {
        Assert.Contains("LOAD_FAST                0 (n)", StackProgram.Fibonacci.Disassemble("fib").ToView().ToHtml(),
            StringComparison.Ordinal);
    }
}
