using Workloads.Measuring;
using Workloads.Models;
using Workloads.Topics;

namespace Workloads.Tests;

public class CostOfGrowthTests
{
    private static readonly int[] Callers = [1, 10, 100, 1_000];

    private static readonly SweepResult Times = new(
        [
            .. from callers in Callers
               from repeat in Enumerable.Range(0, 3)
               select new Timing(".NET", "sequential", "nothing", 0, callers, 1, repeat, callers * 1e-6),
            .. Callers.SkipLast(1).Select(callers => new Timing(".NET", "dedicated threads", "nothing", 0, callers, 1, 0, callers * 1e-4)),
        ],
        leftOut: [new("dedicated threads", 0, 1_000, "at most 100 threads")]);

    [Fact]
    public void A_model_that_was_not_measured_with_the_most_callers_says_what_they_would_take_and_why_it_stopped()
    {
        var growth = new CostOfGrowth(Times,
            [.. from model in Times.Models from callers in Callers.Take(model == "sequential" ? 4 : 3)
                select (model, callers, 9.0 * callers)]);

        string[] lines = [.. growth.ToString().Split('\n')
            .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];

        Assert.Equal("sequential 10 to 1,000 1.00 (1.00 to 1.00) in proportion 1 µs 1.00 (1.00 to 1.00) in proportion 9 B –", lines[2]);
        Assert.Equal(
            "dedicated threads 1 to 100 1.00 (1.00 to 1.00) in proportion 100 µs 1.00 (1.00 to 1.00) in proportion 9 B 100 ms (100 ms to 100 ms), by its order", lines[3]);
        Assert.Contains("at most 100 threads", lines[^1], StringComparison.Ordinal);
        Assert.Equal("Time by callers: in proportion in 2 of 2 models", growth.TimeFigure().Title);
    }

    [Fact]
    public void A_disturbed_sweep_decides_no_order_of_time()
    {
        var growth = new CostOfGrowth(new SweepResult(Times.Rows) { Disturbance = "another program ran." },
            [.. Callers.Select(callers => ("sequential", callers, 9.0 * callers))]);

        Assert.Equal("Time by callers: not decided in 1 of 1 models", growth.TimeFigure().Title);
        Assert.Contains("No order of time is decided: another program ran.", growth.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_a_run_allocates_is_at_least_its_results()
    {
        ExecutionModel[] models = [new SequentialModel()];
        SweepResult times = await new Sweep
        {
            Workload = Workload.Nothing,
            Sizes = [0],
            Callers = [10, 10_000],
            Models = models,
            Repeats = 1,
            MinimumTime = TimeSpan.Zero
        }
            .RunAsync(TestContext.Current.CancellationToken);

        CostOfGrowth growth = await CostOfGrowth.WeighAsync(times, models, TestContext.Current.CancellationToken);

        Assert.Equal([("sequential", 10), ("sequential", 10_000)], growth.Memory.Select(point => (point.Model, point.Callers)).Distinct());
        Assert.True(growth.Memory[^1].Bytes >= 9 * 10_000);
    }
}
