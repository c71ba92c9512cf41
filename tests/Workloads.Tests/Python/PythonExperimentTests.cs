using System.Globalization;
using System.Text.RegularExpressions;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

/// <summary>Each experiment at a small size, on the oldest and the newest CPython found: counts and shapes, never times.</summary>
public sealed class PythonExperimentTests
{
    private const int Limit = 180_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task Threads_against_one_are_timed_in_turn()
    {
        foreach (var python in await OldestAndNewestAsync())
        {
            var computed = await PythonThreadsAgainstOne.ComputeAsync(python, size: 15, calls: 5, repeats: 3, switchInterval: TimeSpan.FromMilliseconds(1), cancellationToken: Token);
            var hashed = await PythonThreadsAgainstOne.HashAsync(python, megabytes: 1, repeats: 2, cancellationToken: Token);

            Assert.Equal([3, 3, 2, 2], [computed.OneThreadSeconds.Count, computed.ThreadsSeconds.Count, hashed.OneThreadSeconds.Count, hashed.ThreadsSeconds.Count]);
            Assert.All([.. computed.OneThreadSeconds, .. computed.ThreadsSeconds, computed.Ratio, hashed.Ratio], value => Assert.True(value > 0));
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Threads_hand_the_lock_over_and_a_single_thread_has_none_to_hand_it_to()
    {
        foreach (var python in await OldestAndNewestAsync())
        {
            var two = await PythonHandOvers.CountAsync(python, threads: 2, duration: TimeSpan.FromSeconds(0.3), repeats: 2, cancellationToken: Token);

            if (python.Gil is GilState.Off)
            {
                Assert.Empty(two.ASecond);
                continue;
            }

            // No thread is asked to give the lock up before the interval has passed: 200 a second, and a few at waits.
            Assert.Equal(2, two.ASecond.Count);
            Assert.InRange(two.Median, 1, 250);

            // On a busy machine a thread may take the lock for the first time when the counting has begun.
            await Chance.HappensAsync("A single thread hands nothing over.", 100, async milliseconds =>
                (await PythonHandOvers.CountAsync(python, threads: 1, duration: TimeSpan.FromMilliseconds(milliseconds), repeats: 1, cancellationToken: Token)).Median == 0);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_waiting_thread_waits_at_least_as_long_as_it_asked()
    {
        foreach (var python in await OldestAndNewestAsync())
        {
            var beside = await PythonLatency.OfSleepAsync(python, computingThreads: 1, switchInterval: TimeSpan.FromMilliseconds(0.5), waits: 20, cancellationToken: Token);
            var alone = await PythonLatency.OfSleepAsync(python, computingThreads: 0, wait: TimeSpan.FromMilliseconds(2), waits: 5, cancellationToken: Token);

            Assert.Equal([20, 5], [beside.Milliseconds.Count, alone.Milliseconds.Count]);
            Assert.All(beside.Milliseconds, took => Assert.True(took >= 1));
            Assert.All(alone.Milliseconds, took => Assert.True(took >= 2));
            Assert.True(alone.Median <= alone.Percentile95);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Datagrams_are_echoed_alone_and_beside_a_computing_thread()
    {
        foreach (var python in await OldestAndNewestAsync())
        {
            var beside = await PythonLatency.OfUdpEchoAsync(python, computingThreads: 1, messages: 10, cancellationToken: Token);
            var alone = await PythonLatency.OfUdpEchoAsync(python, computingThreads: 0, messages: 10, cancellationToken: Token);

            Assert.Equal([10, 10], [beside.Milliseconds.Count, alone.Milliseconds.Count]);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Interpreters_are_created_run_and_closed()
    {
        var python = await FoundPythons.WithInterpretersAsync();

        var costs = await PythonInterpreters.MeasureAsync(python, creations: 3, size: 15, calls: 5, repeats: 2, cancellationToken: Token);

        Assert.Equal([3, 3, 3], [costs.CreateSeconds.Count, costs.RunSeconds.Count, costs.CloseSeconds.Count]);
        Assert.Equal([2, 2], [costs.OneInterpreterSeconds.Count, costs.InterpretersSeconds.Count]);
        Assert.True(costs.Create > costs.Run);
        Assert.True(costs.Close > TimeSpan.Zero);
        Assert.True(costs.SpeedUp > 0);
        await Assert.ThrowsAsync<ArgumentException>(() => PythonInterpreters.MeasureAsync(python with { InterpretersModule = null }, cancellationToken: Token));
    }

    [Fact(Timeout = Limit)]
    public async Task A_lock_keeps_every_update_and_a_sleep_between_read_and_write_loses_some()
    {
        foreach (var python in await OldestAndNewestAsync())
        {
            var locked = await PythonCounter.CountAsync(python, PythonIncrement.Locked, threads: 3, increments: 1_000, trials: 2, cancellationToken: Token);
            int few = python.Version < new Version(3, 11) ? 50_000 : 1_000; // a sleep(0) takes 1 µs or 80 µs
            await Chance.HappensAsync("An update is lost.", few, async increments =>
            {
                var yielding = await PythonCounter.CountAsync(python, PythonIncrement.Yielding, threads: 2, increments, trials: 3, cancellationToken: Token);
                Assert.Equal(2 * increments, yielding.Expected);
                return yielding.Counters.Any(counter => counter < yielding.Expected);
            });
            var calling = await PythonCounter.CountAsync(python, PythonIncrement.Call, threads: 2, increments: 10, trials: 1, cancellationToken: Token);

            Assert.Equal([3_000, 3_000], locked.Counters);
            Assert.Equal(0, locked.MedianLost);
            Assert.Equal(20, calling.Expected);
            Assert.True(locked.TimePerIncrement > TimeSpan.Zero);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Since_3_10_a_plain_increment_loses_nothing_under_the_lock()
    {
        var python = (await FoundPythons.AllAsync()).LastOrDefault(build => build.Version >= new Version(3, 10) && build.Gil is GilState.On);
        FoundPythons.Need(python is not null, "There is no CPython of 3.10 or later with a GIL on this machine.");

        var plain = await PythonCounter.CountAsync(python!, PythonIncrement.Plain, threads: 4, increments: 100_000, trials: 3, switchInterval: TimeSpan.FromMilliseconds(0.1), cancellationToken: Token);

        Assert.Equal([400_000, 400_000, 400_000], plain.Counters);
    }

    [Fact(Timeout = Limit)]
    public async Task A_printer_that_holds_a_lock_prints_every_line_whole_and_in_order()
    {
        foreach (var python in await OldestAndNewestAsync())
        {
            var locked = await PythonPrinter.PrintAsync(python, PythonIncrement.Locked, threads: 6, Token);
            var yielding = await PythonPrinter.PrintAsync(python, PythonIncrement.Yielding, threads: 6, Token);

            Assert.True(locked.IsRight);
            Assert.Equal(["count is 1", "count is 2", "count is 3", "count is 4", "count is 5", "count is 6"], locked.Printed);
            Assert.Equal(0, locked.Wrong);
            Assert.Equal(locked.Expected, yielding.Expected);
            Assert.NotEmpty(yielding.Printed);
            await Assert.ThrowsAsync<ArgumentException>(() => PythonPrinter.PrintAsync(python, PythonIncrement.Call, cancellationToken: Token));
        }
    }

    [Fact]
    public void A_line_is_wrong_that_should_have_been_printed_and_was_not()
    {
        string[] expected = ["count is 1", "count is 2", "count is 3"];

        Assert.Equal(0, new PythonPrinter(expected, ["count is 2", "count is 1", "count is 3"]).Wrong);
        Assert.Equal(2, new PythonPrinter(expected, ["count is 1", "count is 1", "count is 1"]).Wrong);
        Assert.Equal(3, new PythonPrinter(expected, ["count is 1count is 2", "", "count is"]).Wrong);
    }

    [Fact(Timeout = Limit)]
    public async Task A_thread_that_owns_the_counter_loses_nothing()
    {
        foreach (var python in await OldestAndNewestAsync())
        {
            var owned = await PythonCounter.CountAsync(python, PythonIncrement.Owner, threads: 4, increments: 2_000, trials: 2, switchInterval: TimeSpan.FromMilliseconds(0.1), cancellationToken: Token);

            Assert.Equal([8_000, 8_000], owned.Counters);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Every_traced_call_is_seen()
    {
        foreach (var python in await OldestAndNewestAsync())
        {
            // The plain calls take some microseconds, unless the machine stands still meanwhile.
            await Chance.HappensAsync("Looking at the stack slows the calls down.", 4, async callers =>
            {
                var trace = await PythonTrace.MeasureAsync(python, size: 6, callers, cancellationToken: Token);

                Assert.Equal(callers * (2 * Fibonacci.Of(6) - 1), trace.TracedCalls);
                Assert.InRange(trace.Switches, 0, trace.TracedCalls - 1);
                Assert.InRange(trace.Shown.Count, 1, 12);
                Assert.All(trace.Shown, call => Assert.NotEmpty(call.Caller));
                Assert.Equal(trace.Switches > 0, trace.Shown.Select(call => call.Thread).Distinct().Count() > 1);
                return trace.Slowdown > 1;
            });
        }
    }

    [Fact(Timeout = Limit)]
    public async Task The_disassembly_shows_that_the_counter_is_read_and_written_by_different_instructions()
    {
        foreach (var python in await OldestAndNewestAsync())
        {
            var listing = await PythonDisassembly.ReadAsync(python, Token);

            Assert.Matches("(?s)LOAD_GLOBAL.*counter.*STORE_GLOBAL.*counter", listing.Counter);
            Assert.Contains("CALL", listing.Print, StringComparison.Ordinal);
            Assert.Contains("COMPARE_OP", listing.Fibonacci, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task The_costs_of_threads_are_measured()
    {
        foreach (var python in await OldestAndNewestAsync())
        {
            var threads = await PythonThreadCosts.MeasureAsync(python, threads: 100, repeats: 2, Token); // many, since Linux tells the memory to some hundred kilobytes

            Assert.True(threads.Start > TimeSpan.Zero);
            if (OperatingSystem.IsLinux())
                Assert.InRange(threads.BytesPerThread!.Value, 100, 1_000_000);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task What_makes_no_sense_is_refused_with_its_value()
    {
        var python = (await OldestAndNewestAsync())[0];

        var failure = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PythonHandOvers.CountAsync(python, threads: 0, cancellationToken: Token));

        Assert.Contains("threads ('0') must be greater than or equal to '1'", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<CPython>> OldestAndNewestAsync()
    {
        var all = await FoundPythons.AllAsync();
        return all.Count > 1 ? [all[0], all[^1]] : all;
    }
}
