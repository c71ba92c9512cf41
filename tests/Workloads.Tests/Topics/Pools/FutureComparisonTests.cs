using Workloads.Topics;

namespace Workloads.Tests;

public class FutureComparisonTests
{
    [Fact(Timeout = 60_000)]
    public async Task Every_ability_of_concurrent_futures_has_its_counterpart_on_tasks()
    {
        var tried = (await FutureComparison.TryAllAsync()).ToDictionary(ability => ability.Python, ability => ability.Outcome);

        Assert.Equal("the value 55", tried["future.result()"]);
        Assert.Equal("TimeoutException; it ran on, and its result came later: True", tried["future.result(timeout)"]);
        Assert.StartsWith("AggregateException with ArgumentOutOfRangeException", tried["future.exception()"]);
        Assert.Equal("Canceled, it never ran", tried["future.cancel(), queued"]);
        Assert.StartsWith("Running after it, RanToCompletion in the end", tried["future.cancel(), running"]);
        Assert.Equal("added as 1, 2, 3; ran as 1, 2, 3", tried["future.add_done_callback()"]);
        Assert.Equal("submitted first, second; completed second, first", tried["as_completed(futures)"]);
        Assert.Equal("the quick one", tried["wait(futures, FIRST_COMPLETED)"]);
        Assert.Equal("6765, 1, 55 for 20, 1, 10", tried["executor.map(function, items)"]);
    }
}
