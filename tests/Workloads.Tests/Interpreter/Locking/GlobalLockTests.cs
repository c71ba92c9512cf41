using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class GlobalLockTests
{
    private static readonly StackProgram s_program = StackProgram.Parse("""
        def spin(n):
            while n > 0:
                n -= 1

        def nap(times):
            for i in range(times):
                sleep_ms(1)
        """);

    // Longer and longer: on a busy machine a thread may start when the others have ended.
    [Fact(Timeout = Chance.TimeLimit)]
    public Task Only_one_thread_at_a_time_holds_the_lock_of_a_process() =>
        Chance.HappensAsync("Three threads take turns.", 3_000_000, spins =>
        {
            using var host = new InterpreterHost(new() { SwitchInterval = TimeSpan.FromMicroseconds(100), RecordedHolds = 100_000 });
            using SubInterpreter one = host.NewInterpreter(s_program), other = host.NewInterpreter(s_program);

            RunningCall[] calls = [one.Start($"spin({spins})"), one.Start("nap(5)"), other.Start($"spin({spins})")];
            Array.ForEach(calls, call => call.Join());

            LockHold[] holds = [.. host.Report().Holds.OrderBy(hold => hold.StartTicks)];
            Assert.All(holds.Zip(holds.Skip(1)), pair => Assert.True(pair.First.EndTicks <= pair.Second.StartTicks));
            return holds.Length > 10;
        });

    [Fact(Timeout = Chance.TimeLimit)]
    public Task Threads_that_compute_take_turns_because_a_waiting_one_asks() =>
        Chance.HappensAsync("Both threads take turns.", 5_000_000, spins =>
        {
            using var host = new InterpreterHost(new() { SwitchInterval = TimeSpan.FromMicroseconds(200) });
            using SubInterpreter interpreter = host.NewInterpreter(s_program);

            interpreter.RunAll($"spin({spins})", $"spin({spins})");

            LockReport report = host.Report();
            Assert.Equal(report.Switches, report.HoldCount);
            return report.Threads.All(thread => thread.Holds > 2);
        });

    [Fact(Timeout = 30_000)]
    public async Task A_thread_alone_keeps_the_lock_to_its_end()
    {
        await Task.Yield();
        using var host = new InterpreterHost(new() { SwitchInterval = TimeSpan.FromMicroseconds(1) });
        using SubInterpreter interpreter = host.NewInterpreter(s_program);

        interpreter.Call("spin", 1_000_000);

        Assert.Equal((1, 1), (host.Report().HoldCount, host.Report().Switches));
    }

    [Fact(Timeout = 30_000)]
    public async Task Each_wait_gives_the_lock_back()
    {
        await Task.Yield();
        using var host = new InterpreterHost();
        using SubInterpreter interpreter = host.NewInterpreter(s_program);

        interpreter.Call("nap", 7);

        Assert.Equal(8, host.Report().HoldCount);
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_a_lock_nothing_is_held()
    {
        await Task.Yield();
        using var host = new InterpreterHost(new() { Mode = LockMode.None });
        using SubInterpreter interpreter = host.NewInterpreter(s_program);

        interpreter.RunAll("spin(1000)", "nap(1)");

        Assert.Equal((0, 0), (host.Report().HoldCount, host.Report().Switches));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5_000_000)]
    public void A_switch_interval_out_of_range_is_refused(double milliseconds)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(
            () => new LockOptions { SwitchInterval = TimeSpan.FromMilliseconds(milliseconds) });

        Assert.Contains("between 1 µs and 1 hour", exception.Message, StringComparison.Ordinal);
    }
}
