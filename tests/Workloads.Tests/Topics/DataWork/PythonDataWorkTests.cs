using Workloads.Interpreter;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class PythonDataWorkTests
{
    [Fact(Timeout = 180_000)]
    public async Task Every_build_computes_by_its_loop_and_by_what_is_built_in()
    {
        foreach (var python in await FoundPythons.AllAsync())
        {
            var work = await PythonDataWork.MeasureAsync(python, numbers: 1_000, size: 4, repeats: 2, TestContext.Current.CancellationToken);

            Assert.Equal([1_000, 4], [work.Numbers, work.Size]);
            Assert.Equal([2, 2, 2], [work.LoopSeconds.Count, work.SumSeconds.Count, work.ProductSeconds.Count]);
            Assert.Equal(work.LibrarySumSeconds is null ? 3 : 5, work.Rates.Count);
            Assert.All(work.Rates, rate => Assert.True(rate.FlopsPerSecond > 0, rate.Name));
        }
    }
}
