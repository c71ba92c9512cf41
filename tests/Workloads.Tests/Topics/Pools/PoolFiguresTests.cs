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

    private static readonly CPython _python =
        new("/usr/bin/python3", new(3, 12, 1), GilState.On, IsFreeThreaded: false, "_interpreters", "a test");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_call_is_judged_by_its_time_and_by_the_ratios_within_each_round()
    {
        // The third round was disturbed for both sides alike: the ratios are those of the others.
        var call = Call(_python, [40e-9, 40e-9, 400e-9], [80e-6, 80e-6, 800e-6], [200e-9, 200e-9, 2e-6]);

        Assert.Equal([2_000, 5], call.Criteria.Select(criterion => Math.Round(criterion.Value, 12)));
        Assert.Equal([true, false], call.Criteria.Select(criterion => criterion.IsMet));
        Assert.Equal(["80 µs", "200 ns"], call.Criteria.Select(criterion => criterion.Peer));
        Assert.Empty(call.LeftOut);
    }

    [Fact]
    public void Without_CPython_its_comparisons_are_left_out_and_what_is_ours_stays()
    {
        Assert.Equal([0, 1, 1],
            ((PoolFigures[])[Call(null, [60e-9], [double.NaN], [double.NaN]), RoundTrip(null, [20e-6]),
                new PoolStart(new([PoolStart.Pool, PoolStart.Programs], [[0.06], [0.05]]), "")]).Select(goal => goal.Criteria.Count));
        Assert.Equal("CPython is not here", Assert.Single(RoundTrip(null, [20e-6]).LeftOut));
    }

    [Fact]
    public void A_trip_is_judged_by_a_bare_pipe_and_by_CPythons_with_its_interval_and_the_figures_beside_it()
    {
        double[] ours = [.. Enumerable.Range(0, 9).Select(round => 18e-6 + (round * 1e-6))];

        IReadOnlyList<Criterion> criteria = RoundTrip(_python, ours).Criteria;

        Assert.Equal(["0.489×", "13.6×"], criteria.Select(criterion => criterion.Figure));
        Assert.Equal([("22 µs", "45 µs", ""), ("22 µs", "", "300 µs")],
            criteria.Select(criterion => (criterion.Ours, criterion.Floor, criterion.Peer)));
        Assert.Equal("0.422× to 0.556×", criteria[0].Spread);
        Assert.Empty(RoundTrip(_python, [20e-6]).Criteria[0].Spread);
    }

    [Fact]
    public async Task One_core_speeds_nothing_up_and_is_left_out()
    {
        PoolSpeedUp speedUp = await PoolSpeedUp.MeasureAsync(full: false, workers: 1, Token);

        Assert.Empty(speedUp.Criteria);
        Assert.Single(speedUp.LeftOut);
    }

    [Fact]
    public void A_pool_is_judged_by_threads_to_which_nothing_is_handed()
    {
        var speedUp = new PoolSpeedUp(2, new(
            [PoolSpeedUp.OneThread, PoolSpeedUp.Threads, PoolSpeedUp.Pool, PoolSpeedUp.PrimesPool, PoolSpeedUp.PrimesThreads],
            [[0.12], [0.06], [0.063], [0.5], [0.4]]));

        Assert.Equal([("1.05×", true), ("1.25×", false)], speedUp.Criteria.Select(criterion => (criterion.Figure, criterion.IsMet)));
        Assert.Equal("1.9× as fast as one thread, with 2 workers", speedUp.Beside);
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

        Assert.Equal(3, start.Times.Rounds);
        Assert.True(Assert.Single(start.Criteria).Value > 0);
    }

    private static PoolCall Call(CPython? python, double[] ours, double[] submits, double[] maps) =>
        new(new([PoolCall.Pool, PoolCall.Submit, PoolCall.Map], [ours, submits, maps]), python);

    private static PoolRoundTrip RoundTrip(CPython? python, double[] ours) => new(new(
        [PoolRoundTrip.Pool, PoolRoundTrip.Pipe, PoolRoundTrip.Theirs],
        [ours, [.. ours.Select(_ => 45e-6)], [.. ours.Select(_ => 300e-6)]]), python);
}
