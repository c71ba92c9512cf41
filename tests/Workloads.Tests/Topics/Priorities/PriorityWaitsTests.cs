using Workloads.Measuring;
using Workloads.Topics;

namespace Workloads.Tests;

public class PriorityWaitsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0.12, 1.0, Ruling.Holds)]
    [InlineData(0.12, 0.2, Ruling.HoldsNot)]
    [InlineData(1.0, 1.0, Ruling.HoldsNot)]
    internal void The_loop_has_more_say_only_if_its_urgent_jobs_go_first_and_those_of_threads_do_not(double loop, double threads,
        Ruling expected) =>
        Assert.Equal(expected, Assert.Single(new PriorityWaits(Made(loop, threads)).Judge(Claims.E10).Verdicts).Ruling);

    [Fact]
    public void Threads_whose_order_is_chance_and_a_disturbed_machine_decide_nothing()
    {
        PriorityWaits.Side scattered = Made(0.12, 1.0) with { Orders = new Dictionary<string, PriorityWaits.Waits>
        {
            [PriorityOrders.LoopQueue] = Of(0.12),
            [PriorityOrders.Threads] = new([0.1, 2, 0.3, 1.5, 0.2, 1, 0.4, 1.1, 0.5], [.. Enumerable.Repeat(1.0, 9)]),
        } };
        PriorityWaits.Side disturbed = Made(0.12, 1.0) with { Disturbance = "somebody else computed." };

        Assert.All([scattered, disturbed],
            side => Assert.Equal(Ruling.Undecided, Assert.Single(new PriorityWaits(side).Judge(Claims.E10).Verdicts).Ruling));
        Assert.EndsWith(InBoth.NoPython, new PriorityWaits(disturbed).Judge(Claims.E10).LeftOut, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new PriorityWaits(disturbed).Judge(Claims.C10));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_queue_puts_the_urgent_jobs_first_in_both_runtimes()
    {
        PriorityWaits waits = await PriorityWaits.MeasureAsync(jobs: 28, size: 20, pythonSize: 12, rounds: 1, Token);

        Assert.Contains(PriorityOrders.ThreadsQueue, waits.ToString(), StringComparison.Ordinal);
        var (urgent, others) = PriorityOrders.Measure(PriorityOrders.All[1].Run, count: 70, size: 22);
        Assert.True(urgent < others, $"{urgent} s and {others} s");
        Assert.All(PriorityOrders.All, order => Assert.True(PriorityOrders.Measure(order.Run, count: 14, size: 10).Others > 0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PriorityWaits.MeasureAsync(jobs: 6, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PriorityWaits.MeasureAsync(size: 60, cancellationToken: Token));
    }

    private static PriorityWaits.Side Made(double loop, double threads) => new("a test", new Dictionary<string, PriorityWaits.Waits>
    {
        [PriorityOrders.LoopQueue] = Of(loop), [PriorityOrders.Threads] = Of(threads),
    });

    private static PriorityWaits.Waits Of(double ratio) =>
        new([.. Enumerable.Range(0, 11).Select(round => ratio * (1 + 0.001 * (round % 3)))], [.. Enumerable.Repeat(1.0, 11)]);
}
