using FsCheck;
using FsCheck.Fluent;
using Workloads.Charts;
using Workloads.Measuring;

namespace Workloads.Tests;

public class BestScheduleTests
{
    [Fact]
    public void No_schedule_beats_the_bound_and_largest_first_stays_within_a_third_of_it()
    {
        var schedules = from workers in Gen.Choose(1, 6)
                        from times in Gen.NonEmptyListOf(Gen.Choose(1, 1_000))
                        select new BestSchedule(workers, [.. times.Select(time => TimeSpan.FromMilliseconds(time))]);

        Prop.ForAll(schedules.ToArbitrary(), schedule =>
        {
            Assert.True(schedule.LargestFirst >= schedule.Bound);
            Assert.True(schedule.InGivenOrder >= schedule.Bound);
            Assert.True(schedule.InGivenOrder <= schedule.Work);
            Assert.True(schedule.LargestFirst.Ticks <= 2 * schedule.Bound.Ticks);
            Assert.InRange(schedule.BestSpeedUp, 1, schedule.Workers + 1e-6);
        }).Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void A_long_job_at_the_end_costs_what_largest_first_saves()
    {
        var schedule = new BestSchedule(2, [.. new[] { 1, 1, 1, 1, 4 }.Select(seconds => TimeSpan.FromSeconds(seconds))]);

        Assert.Equal(TimeSpan.FromSeconds(4), schedule.Bound);
        Assert.Equal(TimeSpan.FromSeconds(6), schedule.InGivenOrder);
        Assert.Equal(TimeSpan.FromSeconds(4), schedule.LargestFirst);
        Assert.Equal(2, schedule.BestSpeedUp);
    }

    [Fact]
    public void A_schedule_without_workers_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new BestSchedule(0, []));
}
