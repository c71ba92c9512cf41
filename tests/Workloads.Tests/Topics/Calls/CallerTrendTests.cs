using Workloads.Measuring;
using Workloads.Topics;

namespace Workloads.Tests;

public class CallerTrendTests
{
    private static readonly SweepResult Result = new(
    [
        .. from callers in (int[])[1000, 10, 100]
           from model in (string[])["by the call", "by the run"]
           select new Timing(".NET", model, "nothing", 0, callers, 1, 0, model == "by the call" ? callers * 1e-6 : 1e-3 + (callers * 1e-8)),
        new Timing(".NET", "once", "nothing", 0, 10, 1, 0, 1),
    ]);

    [Fact]
    public void A_price_for_each_call_is_steady_and_one_for_each_run_is_shared_out()
    {
        IReadOnlyList<CallerTrend> trends = CallerTrend.Of(Result);

        Assert.Equal(["by the call", "by the run"], trends.Select(trend => trend.Most.Model));
        Assert.Equal([true, false], trends.Select(trend => trend.IsSteady));
        Assert.Equal(1, trends[0].Change, 1e-9);
        Assert.InRange(trends[1].Change, 0.01, 0.02);
    }

    [Fact]
    public void It_goes_from_the_fewest_callers_to_the_most()
    {
        CallerTrend trend = CallerTrend.Of(Result)[1];

        Assert.Equal((10, 1000), (trend.Fewest.Callers, trend.Most.Callers));
        Assert.Equal("by the run 100 µs → 1.01 µs", trend.ToString());
    }
}
