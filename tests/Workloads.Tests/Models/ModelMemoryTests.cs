using Workloads.Models;

namespace Workloads.Tests;

/// <summary>Memory is counted for the whole process, so nothing runs beside these.</summary>
[Collection(nameof(AloneInTheProcess))]
public class ModelMemoryTests
{
    [Theory(Timeout = 120_000)]
    [InlineData("sequential")]
    [InlineData("thread pool")]
    [InlineData("parallel loop")]
    [InlineData("async tasks")]
    [InlineData("event loop")]
    [InlineData("channel workers")]
    public async Task Half_way_through_ten_million_callers_a_run_holds_little_more_than_their_results(string name)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true), halfWay = 0;
        int calls = 0;
        var weighing = new Workload("weighing", size =>
        {
            if (Interlocked.Increment(ref calls) == Calls.MaxCallers / 2)
                halfWay = GC.GetTotalMemory(forceFullCollection: true);
            return size;
        });

        Run run = await ExecutionModelTests.Model(name).RunAsync(weighing, 3, Calls.MaxCallers, TestContext.Current.CancellationToken);

        Assert.Equal(-1, ((long[])run.Results).AsSpan().IndexOfAnyExcept(3));
        // The async tasks have up to 100,000 of them under way, which take 40 MB; ten million would take 4 GB.
        // What the runtime tells while other threads run is now and then less than there is, so there is no lower limit.
        Assert.NotEqual(0, halfWay);
        Assert.InRange(halfWay - before, long.MinValue, Calls.MaxCallers * sizeof(long) + (64L << 20));
    }
}
