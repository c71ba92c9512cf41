using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Topics;

namespace Workloads.Tests;

public class WebPartCostsTests
{
    [Fact]
    public void A_scan_and_an_index_find_the_same_rows()
    {
        var parts = new WebPartCosts(rows: 500);

        int[] scanned = [.. Enumerable.Range(-1, 502).Select(key => parts.ByScan(key))];

        Assert.Equal(scanned, Enumerable.Range(-1, 502).Select(key => parts.ByIndex(key)));
        Assert.Equal([-1, .. Enumerable.Range(0, 500), -1], [scanned[0], .. scanned[1..^1].Order(), scanned[^1]]);
    }

    [Fact(Timeout = 60_000)]
    public async Task Every_part_has_a_cost_without_it_and_with_it()
    {
        await Task.Yield();
        // So often that all together take longer than the clock's 100 ns, however fast one is.
        Operation[] operations = [.. new WebPartCosts(rows: 10, answerSize: 5).Operations.Select(operation => operation with { Times = 1_000 })];

        var costs = CostMeter.Measure(operations, rounds: 1, warmUp: TimeSpan.Zero, TestContext.Current.CancellationToken);

        Assert.Equal([WebPartCosts.Scan, WebPartCosts.Index, WebPartCosts.Computed, WebPartCosts.Cached, WebPartCosts.Within, WebPartCosts.Queued], costs.Select(cost => cost.Name));
        Assert.All(costs, cost => Assert.True(cost.Median > 0));
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(10, 41)]
    public void Numbers_out_of_range_are_refused(int rows, int answerSize) => Assert.Throws<ArgumentOutOfRangeException>(() => new WebPartCosts(rows, answerSize));
}
