using Workloads.Measuring;
using Workloads.Models;
using Workloads.Processes;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public class PayloadSeriesTests
{
    [Fact]
    public void The_middle_of_the_repeats_counts()
    {
        var series = new PayloadSeries([.. Timings(10, PayloadTransport.Pipe, 1, 9, 2)]);

        TimeSpan median = series.Median(10, PayloadTransport.Pipe, timing => timing.Elapsed);

        Assert.Equal(2, median.TotalMilliseconds, precision: 6);
    }

    [Fact]
    public void Shared_memory_pays_from_where_it_stays_faster()
    {
        var series = new PayloadSeries(
        [
            .. Timings(1, PayloadTransport.Pipe, 2), .. Timings(1, PayloadTransport.SharedMemory, 1),
            .. Timings(10, PayloadTransport.Pipe, 2), .. Timings(10, PayloadTransport.SharedMemory, 3),
            .. Timings(100, PayloadTransport.Pipe, 9), .. Timings(100, PayloadTransport.SharedMemory, 4),
            .. Timings(1_000, PayloadTransport.Pipe, 90), .. Timings(1_000, PayloadTransport.SharedMemory, 40),
        ]);

        Assert.Equal(100, series.SharedMemoryPaysFrom);
    }

    [Fact]
    public void It_may_never_pay()
    {
        var series = new PayloadSeries([.. Timings(1, PayloadTransport.Pipe, 1), .. Timings(1, PayloadTransport.SharedMemory, 2)]);

        Assert.Null(series.SharedMemoryPaysFrom);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_experiment_measures_every_size_both_ways_and_can_be_shown()
    {
        await using ProcessPool pool = await ProcessPool.StartAsync(1, TestContext.Current.CancellationToken);

        PayloadSeries series = await PayloadExperiment.RunAsync(pool, [0, 100_000], repeats: 2, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([0, 100_000], series.Sizes);
        Assert.Equal(8, series.Timings.Count);
        Assert.All(series.Timings, timing => Assert.True(timing.Elapsed >= timing.Run));
        Assert.Contains("shared memory", series.ToTable().ToString(), StringComparison.Ordinal);
        Assert.Contains("<svg", series.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_serialised_for_a_pipe_and_the_table_does_not_pretend_that_it_was_measured()
    {
        var series = new PayloadSeries([.. Timings(10, PayloadTransport.Pipe, 5), .. Timings(10, PayloadTransport.SharedMemory, 5)]);

        Table table = series.ToTable();

        int serialise = table.Columns.Select(column => column.Header).ToList().IndexOf("serialise");
        Assert.Equal([null, TimeSpan.Zero], table.Rows.Select(row => row[serialise]));
    }

    private static IEnumerable<PayloadTiming> Timings(int bytes, PayloadTransport transport, params double[] milliseconds) => milliseconds.Select((time, repeat) =>
        new PayloadTiming(bytes, transport, repeat, TimeSpan.FromMilliseconds(time), TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero));
}
