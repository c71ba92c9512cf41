using Workloads.Interpreter;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class KnownResultsTests
{
    private static readonly Explorer s_everywhere = new() { CheckPoints = CheckPoints.EveryInstruction };
    private static readonly Explorer s_atCalls = new() { CheckPoints = CheckPoints.CallsAndBackwardJumps };

    [Theory]
    [InlineData(1, 2, new long[] { 1, 2 })]
    [InlineData(2, 2, new long[] { 2, 3, 4 })]
    [InlineData(3, 2, new long[] { 2, 3, 4, 5, 6 })]
    [InlineData(1, 3, new long[] { 1, 2, 3 })]
    [InlineData(3, 3, new long[] { 2, 3, 4, 5, 6, 7, 8, 9 })]
    public void Threads_that_add_1_may_lose_all_updates_but_two(int times, int threads, long[] expected)
    {
        Exploration found = s_everywhere.Explore(StackProgram.Counter, Repeated($"add({times})", threads));

        Assert.True(found.IsComplete);
        Assert.Equal(expected, found.ValuesOf("counter"));
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    public void With_check_points_at_calls_and_jumps_alone_nothing_is_lost(int times, int threads)
    {
        Exploration found = s_atCalls.Explore(StackProgram.Counter, Repeated($"add({times})", threads));

        Assert.Equal([times * threads], found.ValuesOf("counter"));
    }

    [Fact]
    public void A_call_between_the_read_and_the_write_loses_updates_even_so()
    {
        StackProgram program = StackProgram.Parse("""
            counter = 0

            def one():
                return 1

            def add(times):
                global counter
                for i in range(times):
                    counter = counter + one()
            """);

        Exploration found = s_atCalls.Explore(program, "add(2)", "add(2)");

        Assert.Equal([2, 3, 4], found.ValuesOf("counter"));
    }

    [Fact]
    public void Behind_a_lock_nothing_is_lost()
    {
        Exploration found = s_everywhere.Explore(StackProgram.Counter, "add_locked(2)", "add_locked(2)");

        Assert.Equal([4], found.ValuesOf("counter"));
        Assert.Empty(found.Deadlocks);
    }

    [Fact]
    public void Two_locks_taken_in_two_orders_can_deadlock()
    {
        Exploration found = s_everywhere.Explore(StackProgram.TwoLocks, "forward()", "backward()");

        Outcome deadlock = Assert.Single(found.Deadlocks);
        Assert.Equal(["waits for b, held by thread 2", "waits for a, held by thread 1"], deadlock.Threads);
        Assert.Equal([2], found.ValuesOf("done"));
    }

    [Fact]
    public void Two_locks_taken_in_one_order_cannot()
    {
        Assert.Empty(s_everywhere.Explore(StackProgram.TwoLocks, "forward()", "forward()", "forward()").Deadlocks);
        Assert.Empty(s_atCalls.Explore(StackProgram.TwoLocks, "backward()", "backward()").Deadlocks);
    }

    [Fact]
    public void A_lock_taken_twice_by_one_thread_is_a_deadlock_of_one()
    {
        StackProgram program = StackProgram.Parse("m = Lock()\n\ndef f():\n    m.acquire()\n    m.acquire()");

        Outcome deadlock = Assert.Single(s_everywhere.Explore(program, "f()").Deadlocks);

        Assert.Equal(["waits for m, held by thread 1"], deadlock.Threads);
    }

    [Fact]
    public void Printed_lines_run_into_each_other()
    {
        Exploration found = s_everywhere.Explore(StackProgram.Printer, "work()", "work()");

        string[] outputs = [.. found.Outcomes.Select(outcome => outcome.Output)];
        Assert.Contains("1\n---\n2\n---\n", outputs);
        Assert.Contains("12\n\n------\n\n", outputs);
        Assert.Contains("2\n2\n------\n\n", outputs);
        Assert.DoesNotContain("---\n---\n1\n2\n", outputs);
    }

    [Fact]
    public void A_thread_that_fails_is_an_outcome_of_its_own()
    {
        StackProgram program = StackProgram.Parse("""
            divisor = 0

            def set():
                global divisor
                divisor = 4

            def divide():
                return 8 // divisor
            """);

        Exploration found = s_everywhere.Explore(program, "set()", "divide()");

        Assert.Equal(["failed: line 8: ZeroDivisionError: integer division or modulo by zero", "returned 2"],
            found.Outcomes.Select(outcome => outcome.Threads[1]).Order());
    }

    [Fact]
    public void A_busy_wait_has_finitely_many_states_and_ends()
    {
        StackProgram program =
            StackProgram.Parse(
                "ready = 0\n\ndef wait():\n    while not ready:\n        pass\n    return ready\n\ndef go():\n    global ready\n    ready = 5");

        Exploration found = s_everywhere.Explore(program, "wait()", "go()");

        Assert.True(found.IsComplete);
        Assert.Equal("returned 5", Assert.Single(found.Outcomes).Threads[0]);
    }

    [Fact]
    public void Passing_the_limit_of_states_is_said()
    {
        var explorer = new Explorer { MaxStates = 500 };

        Exploration found = explorer.Explore(StackProgram.Counter, "add(3)", "add(3)");

        Assert.False(found.IsComplete);
        Assert.Contains("the limit of 500 states was passed", found.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void Too_few_and_too_many_threads_are_refused(int threads)
    {
        var exception = Assert.Throws<ArgumentException>(() => s_everywhere.Explore(StackProgram.Counter, Repeated("add(1)", threads)));

        Assert.Contains("from 1 to 8 threads", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_ends_the_search()
    {
        Assert.Throws<OperationCanceledException>(
            () => s_everywhere.Explore(StackProgram.Counter, ["add(3)", "add(3)"], new CancellationToken(canceled: true)));
    }

    internal static string[] Repeated(string call, int threads) => [.. Enumerable.Repeat(call, threads)];
}
