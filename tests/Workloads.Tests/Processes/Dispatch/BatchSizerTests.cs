using FsCheck;
using FsCheck.Fluent;
using Workloads.Processes.Dispatch;

namespace Workloads.Tests;

public class BatchSizerTests
{
    [Fact]
    public void The_first_calls_travel_alone_since_nothing_is_known() =>
        Assert.Equal(1, new BatchSizer(workers: 2, uniform: true).Next(100_000));

    [Fact]
    public void Tiny_calls_travel_in_large_batches_once_their_cost_is_known()
    {
        var sizer = new BatchSizer(workers: 2, uniform: true);

        for (int frame = 0; frame < 20; frame++)
            sizer.Learn(sizer.Next(100_000), ticks: 1);

        Assert.Equal(BatchSizer.MaxBatch, sizer.Next(100_000));
    }

    [Fact]
    public void Long_calls_travel_one_by_one()
    {
        var sizer = new BatchSizer(workers: 2, uniform: true, knownCost: 2 * BatchSizer.TargetTicks);

        Assert.Equal(1, sizer.Next(100_000));
    }

    [Fact]
    public void The_last_calls_are_shared_out()
    {
        var sizer = new BatchSizer(workers: 2, uniform: true, knownCost: BatchSizer.FloorTicks);

        Assert.Equal(20, sizer.Next(1_000));
        Assert.Equal(2, sizer.Next(16));
        Assert.Equal(1, sizer.Next(8));
    }

    [Fact]
    public void The_last_calls_of_one_job_travel_together_while_others_are_in_line()
    {
        var sizer = new BatchSizer(workers: 2, uniform: true, knownCost: BatchSizer.FloorTicks);

        Assert.Equal(16, sizer.Next(16, inLine: 8));
        Assert.Equal(4, sizer.Next(16, inLine: 2));
        Assert.True(sizer.MayQueue(10, ahead: BatchSizer.TargetTicks, callsAhead: 20, left: 16, inLine: 8));
    }

    [Fact]
    public void A_cheap_call_among_calls_of_unequal_size_does_not_make_the_next_batch_large()
    {
        var sizer = new BatchSizer(workers: 2, uniform: false);

        sizer.Learn(1, ticks: 1);

        Assert.Equal(1, sizer.Next(20));
    }

    [Fact]
    public void Of_calls_of_unequal_size_the_dearest_of_late_counts()
    {
        var sizer = new BatchSizer(workers: 2, uniform: false);
        for (int frame = 0; frame < 100; frame++)
            sizer.Learn(100, ticks: 100);

        sizer.Learn(1, (long)(10 * BatchSizer.TargetTicks));
        sizer.Learn(1, ticks: 1);

        Assert.Equal(1, sizer.Next(100_000));
    }

    [Fact]
    public void Work_is_sent_ahead_but_not_towards_the_end()
    {
        var sizer = new BatchSizer(workers: 2, uniform: true, knownCost: BatchSizer.FloorTicks);

        Assert.True(sizer.MayQueue(10, ahead: BatchSizer.TargetTicks, callsAhead: 20, left: 1_000));
        Assert.False(sizer.MayQueue(1, ahead: BatchSizer.TargetTicks, callsAhead: 20, left: 10));
    }

    [Fact]
    public void Few_calls_of_unequal_size_are_never_queued_behind_one_that_may_be_long()
    {
        var sizer = new BatchSizer(workers: 2, uniform: false);

        sizer.Learn(7, ticks: 7);

        Assert.False(sizer.MayQueue(1, ahead: 1, callsAhead: 1, left: 12));
    }

    [Fact]
    public void Nothing_is_queued_behind_other_work_while_its_cost_is_unknown() =>
        Assert.False(new BatchSizer(workers: 2, uniform: true).MayQueue(1, ahead: 1, callsAhead: 1, left: 1_000));

    [Fact]
    public void A_batch_is_never_empty_and_never_larger_than_what_is_left() =>
        Prop.ForAll<PositiveInt, PositiveInt, bool>((workers, left, uniform) =>
    {
        var sizer = new BatchSizer(1 + workers.Get % 64, uniform);
        var random = new System.Random(left.Get);
        for (int frame = 0; frame < 30; frame++)
        {
            int next = sizer.Next(left.Get);
            if (next < 1 || next > Math.Min(left.Get, BatchSizer.MaxBatch))
                return false;
            sizer.Learn(next, random.NextInt64(0, 10_000_000));
        }

        return true;
    }).QuickCheckThrowOnFailure();
}
