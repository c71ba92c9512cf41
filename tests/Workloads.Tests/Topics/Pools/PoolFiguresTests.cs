using System.Diagnostics;
using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public class PoolFiguresTests
{
    private const int Limit = 120_000;

    private static readonly CPython _python = new("/usr/bin/python3", new(3, 12, 1), GilState.On, IsFreeThreaded: false, "_interpreters", "a test");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_call_is_judged_by_its_time_and_by_the_ratios_within_each_round()
    {
        // The third round was disturbed for both sides alike: the ratios are those of the others.
        var call = new PoolCall([40e-9, 40e-9, 400e-9], [80e-6, 80e-6, 800e-6], [200e-9, 200e-9, 2e-6], _python);

        Assert.Equal([40e-9, 2_000, 5], call.Criteria.Select(criterion => Math.Round(criterion.Value, 12)));
        Assert.Equal([true, true, false], call.Criteria.Select(criterion => criterion.IsMet));
        Assert.Equal(["", "80 µs", "200 ns"], call.Criteria.Select(criterion => criterion.Peer));
        Assert.Empty(call.LeftOut);
    }

    [Fact]
    public void Without_CPython_the_comparisons_are_left_out_and_the_table_says_so()
    {
        PoolFigures[] figures = [new PoolCall([60e-9], [], [], null), new PoolRoundTrip([20e-6], [], null), new PoolStart(2, [0.06], [0.05], [], null)];

        string table = PoolFigures.Together(figures).ToTable().ToString();

        Assert.All(figures, goal => Assert.Single(goal.Criteria));
        Assert.Contains("CPython (not found)", table, StringComparison.Ordinal);
        Assert.Contains("pool-call       left out: CPython is not here", table, StringComparison.Ordinal);
        Assert.Contains("pool-roundtrip  left out: CPython is not here", table, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_has_each_figure_its_bound_the_verdict_and_CPythons_figure()
    {
        PoolFigures[] figures =
        [
            new PoolRoundTrip([30e-6], [300e-6], _python),
            new PoolStart(2, [0.066], [0.060], [0.0175], _python),
            new PoolMemory(1_000, TimeSpan.FromSeconds(1), 5e6, 0, [4e6], new PythonPoolMemory(64_000_000, [2e6]), _python),
        ];

        string[] lines = [.. PoolFigures.Together(figures).ToTable().ToString().Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];

        Assert.Equal("goal what measured bound verdict ours CPython 3.12.1", lines[0]);
        Assert.Equal("pool-roundtrip one call at a time, there and back 30 µs ≤ 25 µs missed – –", lines[2]);
        Assert.Equal("pool-roundtrip cheaper than CPython's 10× ≥ 8× met 30 µs 300 µs", lines[3]);
        Assert.Equal("pool-start a pool of 2, in times of 2 empty programs 1.1× ≤ 1.25× met 66 ms 17.5 ms", lines[4]);
        Assert.Equal("pool-memory growth over 1,000 streamed calls 5 MB ≤ 32 MB met – 64 MB", lines[5]);
    }

    [Fact]
    public async Task One_core_speeds_nothing_up_and_is_left_out()
    {
        PoolSpeedUp speedUp = await PoolSpeedUp.MeasureAsync(_python, full: false, workers: 1, Token);

        Assert.Empty(speedUp.Criteria);
        Assert.Single(speedUp.LeftOut);
    }

    [Fact]
    public void The_primes_are_judged_by_the_best_schedule_of_their_own_times()
    {
        Run alone = Taking(30, 10, 10, 10);

        // One worker does what one thread does; two could do it in half the time, and nobody did.
        Assert.Equal(1, new PoolSpeedUp(1, [1], [(alone, alone)], null, null).OfBest, tolerance: 1e-9);
        Assert.Equal(0.5, new PoolSpeedUp(2, [1], [(alone, alone)], null, null).OfBest, tolerance: 1e-9);
    }

    [Fact]
    public void A_figure_that_is_not_a_number_keeps_no_bound()
    {
        Assert.False(Criterion.AtMost("x", double.NaN, 1, Unit.Ratio).IsMet);
        Assert.False(Criterion.AtLeast("x", double.NaN, 1, Unit.Ratio).IsMet);
        Assert.True(Criterion.AtMost("x", 1, 1, Unit.Ratio).IsMet);
    }

    [Fact(Timeout = Limit)]
    public async Task Streamed_calls_are_all_counted_and_the_workers_tell_their_memory()
    {
        PoolMemory memory = await PoolMemory.MeasureAsync(python: null, full: false, workers: 2, Token);

        Assert.Equal(500_000, memory.Calls);
        Assert.Equal(2, memory.Workers.Count);
        Assert.All(memory.Workers, bytes => Assert.True(bytes > 0));
        Assert.Empty(Assert.Single(memory.Criteria).Peer);
    }

    [Fact(Timeout = Limit)]
    public async Task A_pools_start_and_the_programs_beside_it_are_timed_in_turns()
    {
        PoolStart start = await PoolStart.MeasureAsync(python: null, full: false, workers: 1, Token);

        Assert.Equal(start.Seconds.Count, start.ProgramsSeconds.Count);
        Assert.All([.. start.Seconds, .. start.ProgramsSeconds], seconds => Assert.True(seconds > 0));
    }

    /// <summary>Waits one after the other, as long as they should be: measured ones may take far longer on a busy machine.</summary>
    private static Run Taking(params long[] milliseconds)
    {
        var spans = new CallSpan[milliseconds.Length];
        long end = 0;
        for (int call = 0; call < spans.Length; call++)
        {
            long start = end;
            end += milliseconds[call] * Stopwatch.Frequency / 1_000;
            spans[call] = new(0, start, end);
        }

        return new(new SequentialModel(), new Calls(Workload.Wait, milliseconds), Stopwatch.GetElapsedTime(0, end).TotalSeconds, milliseconds, spans);
    }
}
