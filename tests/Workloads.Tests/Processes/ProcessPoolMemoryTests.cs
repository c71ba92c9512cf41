using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Processes;

namespace Workloads.Tests;

/// <summary>Memory is counted for the whole process, so nothing runs beside these.</summary>
[Collection(nameof(AloneInTheProcess))]
public class ProcessPoolMemoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 240_000)]
    public async Task Ten_million_calls_stream_through_in_little_memory()
    {
        await using ProcessPool pool = await ProcessPool.StartAsync(2, Token);
        const int Calls = 10_000_000;
        long count = 0, sum = 0, most = 0;
        long before = GC.GetTotalMemory(forceFullCollection: true);

        await foreach (CallOutcome outcome in pool.StreamAsync(Workload.Nothing, Sizes(Calls), cancellationToken: Token))
        {
            sum += outcome.Result;
            if (++count % 2_500_000 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
        }

        Assert.Equal(Calls, count);
        Assert.Equal((long)Calls * (Calls - 1) / 2, sum);
        Assert.InRange(most - before, long.MinValue, 100 << 20); // the results alone would be 320 MB
    }

    private static IEnumerable<long> Sizes(long count)
    {
        for (long size = 0; size < count; size++)
            yield return size;
    }
}
