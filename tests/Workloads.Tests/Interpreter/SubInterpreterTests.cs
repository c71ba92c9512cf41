using Workloads.Interpreter;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class SubInterpreterTests
{
    public static TheoryData<LockMode, CheckPoints> Ways => new(
        from mode in Enum.GetValues<LockMode>() from points in Enum.GetValues<CheckPoints>() select (mode, points));

    [Theory(Timeout = 30_000)]
    [MemberData(nameof(Ways))]
    public async Task The_programs_return_what_the_compiled_workloads_return(LockMode mode, CheckPoints points)
    {
        await Task.Yield();
        using var host = new InterpreterHost(new() { Mode = mode, CheckPoints = points });
        using SubInterpreter fibonacci = host.NewInterpreter(StackProgram.Fibonacci), primality = host.NewInterpreter(StackProgram.IsPrime);

        for (int n = 0; n <= 18; n++)
            Assert.Equal(Fibonacci.Of(n), fibonacci.Call("fib", n));
        for (int n = 0; n <= 400; n++)
            Assert.Equal(Primality.IsPrime(n) ? 1 : 0, primality.Call("is_prime", n));
    }

    [Theory]
    [InlineData("7 // 2", 3)]
    [InlineData("-7 // 2", -4)]
    [InlineData("7 // -2", -4)]
    [InlineData("-7 // -2", 3)]
    [InlineData("7 % -2", -1)]
    [InlineData("-7 % 2", 1)]
    [InlineData("-6 % 3", 0)]
    [InlineData("-9223372036854775807 % -1", 0)]
    [InlineData("2 + 3 * 4 - 1", 13)]
    [InlineData("-(2 + 3) * 2", -10)]
    [InlineData("1 < 2 and 2 < 1 or 5", 5)]
    [InlineData("not 3", 0)]
    [InlineData("not 0 and 4", 4)]
    [InlineData("3 == 3", 1)]
    [InlineData("3 != 3", 0)]
    [InlineData("isqrt(99)", 9)]
    public void Arithmetic_is_Pythons(string expression, long expected)
    {
        using var host = new InterpreterHost();
        using SubInterpreter interpreter = host.NewInterpreter(StackProgram.Parse($"def f():\n    return {expression}"));

        Assert.Equal(expected, interpreter.Call("f"));
    }

    [Theory]
    [InlineData("9223372036854775807 + n", "line 2: OverflowError")]
    [InlineData("-9223372036854775807 - n - 1", "line 2: OverflowError")]
    [InlineData("4611686018427387904 * 2 * n", "line 2: OverflowError")]
    [InlineData("n // 0", "line 2: ZeroDivisionError")]
    [InlineData("n % (n - 1)", "line 2: ZeroDivisionError")]
    [InlineData("isqrt(-n)", "line 2: ValueError")]
    [InlineData("f(n)", "line 2: RecursionError")]
    [InlineData("hash_kb(-n)", "line 2: ValueError")]
    [InlineData("sleep_ms(-n)", "line 2: ValueError")]
    public void What_fails_is_said_with_its_line(string expression, string message)
    {
        using var host = new InterpreterHost();
        using SubInterpreter interpreter = host.NewInterpreter(StackProgram.Parse($"def f(n):\n    return {expression}"));

        var exception = Assert.Throws<ProgramException>(() => interpreter.Call("f", 1));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Loops_run_over_ranges_up_and_down_and_can_be_left()
    {
        using var host = new InterpreterHost();
        using SubInterpreter interpreter = host.NewInterpreter(StackProgram.Parse("""
            def digits(start, stop, step):
                number = 0
                for i in range(start, stop, step):
                    if i == 4:
                        continue
                    if i == 8:
                        break
                    number = number * 10 + i
                return number

            def last():
                found = 0
                for i in range(9223372036854775806, 9223372036854775807):
                    found = i
                return found

            def first_multiple(n):
                for i in range(1, 100):
                    for j in range(1, 100):
                        if i * j == n and i > 1 and j > 1:
                            return i
            """));

        Assert.Equal(1_235_67, interpreter.Call("digits", 1, 10, 1));
        Assert.Equal(753, interpreter.Call("digits", 7, 1, -2));
        Assert.Equal(0, interpreter.Call("digits", 5, 5, 1));
        Assert.Equal(long.MaxValue - 1, interpreter.Call("last"));
        Assert.Equal(7, interpreter.Call("first_multiple", 91));
    }

    [Theory(Timeout = 120_000)]
    [InlineData(CheckPoints.CallsAndBackwardJumps)]
    [InlineData(CheckPoints.EveryInstruction)]
    public async Task A_counter_behind_a_lock_loses_nothing(CheckPoints points)
    {
        await Task.Yield();
        using var host = new InterpreterHost(new() { CheckPoints = points, SwitchInterval = TimeSpan.FromMicroseconds(50) });
        using SubInterpreter interpreter = host.NewInterpreter(StackProgram.Counter);

        interpreter.RunAll("add_locked(20000)", "add_locked(20000)", "add_locked(20000)");

        Assert.Equal(60_000, interpreter["counter"]);
    }

    [Fact(Timeout = 120_000)]
    public async Task With_check_points_at_calls_and_jumps_the_plain_counter_loses_nothing_either()
    {
        await Task.Yield();
        using var host = new InterpreterHost(new() { SwitchInterval = TimeSpan.FromMicroseconds(50) });
        using SubInterpreter interpreter = host.NewInterpreter(StackProgram.Counter);

        interpreter.RunAll("add(100000)", "add(100000)");

        Assert.Equal(200_000, interpreter["counter"]);
    }

    [Fact(Timeout = Chance.TimeLimit)]
    public async Task With_a_check_point_before_every_instruction_the_plain_counter_loses_updates()
    {
        using var host = new InterpreterHost(
            new() { CheckPoints = CheckPoints.EveryInstruction, SwitchInterval = TimeSpan.FromMicroseconds(20) });
        using SubInterpreter interpreter = host.NewInterpreter(StackProgram.Counter);

        // Which instruction a switch hits is chance, and on a busy machine one thread may start when the other has ended.
        await Chance.HappensAsync("A switch loses updates.", 100_000, times =>
        {
            interpreter["counter"] = 0;
            interpreter.RunAll($"add({times})", $"add({times})");
            return interpreter["counter"] < 2L * times;
        });
    }

    [Fact(Timeout = Chance.TimeLimit)]
    public async Task A_thread_that_sleeps_lets_another_run()
    {
        using var host = new InterpreterHost(new() { SwitchInterval = TimeSpan.FromHours(1) });

        // Longer and longer: on a busy machine the spinner may start when the sleep is over.
        await Chance.HappensAsync("The spinner turns during the sleep.", 50, milliseconds =>
        {
            using SubInterpreter interpreter = host.NewInterpreter(StackProgram.Spinner);
            RunningCall spinner = interpreter.Start("spin(1)", TestContext.Current.CancellationToken);

            long answer = interpreter.Start($"slow({milliseconds})", TestContext.Current.CancellationToken).Result;
            spinner.Join();

            Assert.Equal(42, answer);
            return interpreter["frames"] > 1;
        });
    }

    [Fact]
    public void Interpreters_share_nothing()
    {
        using var host = new InterpreterHost(new() { Mode = LockMode.OneForEachInterpreter });
        using SubInterpreter one = host.NewInterpreter(StackProgram.Counter), other = host.NewInterpreter(StackProgram.Counter);

        one.Call("add", 10);
        other.Call("add", 1);

        Assert.Equal((10, 1), (one["counter"], other["counter"]));
    }

    [Fact]
    public void What_is_printed_is_kept()
    {
        using var host = new InterpreterHost();
        using SubInterpreter interpreter = host.NewInterpreter(StackProgram.Printer);

        interpreter.Call("work");
        interpreter.Call("work");

        Assert.Equal("1\n---\n2\n---\n", interpreter.Output);
    }

    [Fact]
    public void A_hash_is_the_same_each_time_and_another_for_another_size()
    {
        using var host = new InterpreterHost();
        using SubInterpreter interpreter = host.NewInterpreter(StackProgram.Parse("def f(n):\n    return hash_kb(n)"));

        Assert.Equal(interpreter.Call("f", 4), interpreter.Call("f", 4));
        Assert.NotEqual(interpreter.Call("f", 4), interpreter.Call("f", 5));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("loop()")]
    [InlineData("recurse(60)")]
    [InlineData("sleep()")]
    [InlineData("stuck()")]
    public async Task Closing_an_interpreter_ends_its_threads(string call)
    {
        await Task.Yield();
        using var host = new InterpreterHost();
        SubInterpreter interpreter = host.NewInterpreter(StackProgram.Parse("""
            mutex = Lock()

            def loop():
                while True:
                    pass

            def recurse(n):
                if n <= 2:
                    return 1
                return recurse(n - 1) + recurse(n - 2)

            def sleep():
                sleep_ms(1000000)

            def stuck():
                mutex.acquire()
                mutex.acquire()
            """));
        RunningCall[] running =
            [interpreter.Start(call, TestContext.Current.CancellationToken),
                interpreter.Start("loop()", TestContext.Current.CancellationToken)];

        interpreter.Dispose();

        Assert.All(running, call => Assert.True(call.HasEnded));
        Assert.All(running, call => Assert.ThrowsAny<OperationCanceledException>(() => call.Result));
        Assert.Throws<ObjectDisposedException>(() => interpreter.Call("loop"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_cancelled_call_stops_and_the_others_go_on()
    {
        await Task.Yield();
        using var host = new InterpreterHost();
        using SubInterpreter interpreter =
            host.NewInterpreter(StackProgram.Parse("def loop():\n    while True:\n        pass\n\ndef one():\n    return 1"));
        using var source = new CancellationTokenSource();
        RunningCall cancelled = interpreter.Start("loop()", source.Token),
            other = interpreter.Start("loop()", TestContext.Current.CancellationToken);

        await source.CancelAsync();
        cancelled.Join();

        Assert.Equal(source.Token, Assert.Throws<OperationCanceledException>(() => cancelled.Result).CancellationToken);
        Assert.False(other.HasEnded);
        Assert.Equal(1, interpreter.Call("one"));
    }

    [Fact]
    public void A_lock_that_is_not_held_cannot_be_released()
    {
        using var host = new InterpreterHost();
        using SubInterpreter interpreter = host.NewInterpreter(StackProgram.Parse("m = Lock()\n\ndef f():\n    m.release()"));

        Assert.Contains("RuntimeError", Assert.Throws<ProgramException>(() => interpreter.Call("f")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_return_out_of_a_with_block_gives_the_lock_back()
    {
        using var host = new InterpreterHost();
        using SubInterpreter interpreter = host.NewInterpreter(StackProgram.Parse("""
            m = Lock()

            def f(n):
                for i in range(10):
                    with m:
                        if i == n:
                            return i * 2
            """));

        Assert.Equal(6, interpreter.Call("f", 3));
        Assert.Equal(8, interpreter.Call("f", 4));
    }
}
