using FsCheck;
using FsCheck.Fluent;
using Workloads.Models;
using Workloads.Processes;

namespace Workloads.Tests;

public class LatencyHistogramTests
{
    [Fact]
    public void A_percentile_is_the_exact_one_or_longer_by_less_than_one_percent() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Choose(0, int.MaxValue).NonEmptyListOf().ToArbitrary(),
            Gen.Choose(0, 1_000).ToArbitrary(),
            (microseconds, perMille) =>
            {
                var histogram = new LatencyHistogram();
                foreach (int value in microseconds)
                    histogram.Record(TimeSpan.FromMicroseconds((long)value));

                long exact = microseconds.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(perMille / 1_000.0 * microseconds.Count) - 1));
                double told = histogram.Percentile(perMille / 10.0).TotalMicroseconds;
                return told >= exact && told <= exact * 1.01;
            }));

    [Fact]
    public void An_empty_one_knows_of_no_latency()
    {
        var histogram = new LatencyHistogram();

        Assert.Equal(0, histogram.Count);
        Assert.Equal(TimeSpan.Zero, histogram.Max);
        Assert.Equal(TimeSpan.Zero, histogram.Median);
    }

    [Fact]
    public void What_is_out_of_range_counts_as_the_nearest_that_is_not()
    {
        var histogram = new LatencyHistogram();

        histogram.Record(TimeSpan.FromSeconds(-1));
        histogram.Record(TimeSpan.FromDays(1));

        Assert.Equal(TimeSpan.Zero, histogram.Percentile(50));
        Assert.Equal(TimeSpan.FromHours(1), histogram.Max);
    }

    [Fact]
    public void The_curve_rises_to_the_longest_and_tells_no_more_apart_than_was_counted()
    {
        var histogram = new LatencyHistogram();
        for (int i = 1; i <= 1_000; i++)
            histogram.Record(TimeSpan.FromMilliseconds(i));

        var curve = histogram.Curve();

        Assert.Equal(curve.OrderBy(point => point.Percent).ThenBy(point => point.Latency), curve);
        Assert.Equal((100, TimeSpan.FromSeconds(1)), curve[^1]);
        Assert.InRange(curve[^2].Percent, 99.8, 99.95);
    }

    [Fact(Timeout = 60_000)]
    public async Task Many_threads_record_without_losing_one()
    {
        var histogram = new LatencyHistogram();

        await Task.WhenAll(Enumerable.Range(1, 4).Select(thread => Task.Run(() =>
        {
            for (int i = 0; i < 20_000; i++)
                histogram.Record(TimeSpan.FromMicroseconds((long)thread));
        })));

        Assert.Equal(80_000, histogram.Count);
        Assert.Equal(4, histogram.Max.TotalMicroseconds);
        Assert.Equal(2, histogram.Percentile(50).TotalMicroseconds);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(100.1)]
    [InlineData(double.NaN)]
    public void A_percentile_out_of_range_is_refused(double percent) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LatencyHistogram().Percentile(percent));
}
