using Workloads.Models;
using Workloads.TaskQueues.Links;

namespace Workloads.TaskQueues.Tests;

/// <summary>Calls of many sizes whose results are known.</summary>
internal static class SmallCalls
{
    private static readonly long[] s_expected = [.. Enumerable.Range(0, 19).Select(size => Fibonacci.Of(size))];

    public static Calls Of(int count) => new(Workload.Fibonacci, Enumerable.Range(0, count).Select(call => (long)SizeOf(call)));

    /// <summary>Every result is there, and none is another's.</summary>
    public static void AssertRight(Run run)
    {
        Assert.Equal(run.Calls.Count, run.Results.Count);
        for (int call = 0; call < run.Results.Count; call++)
            Assert.Equal(s_expected[SizeOf(call)], run.Results[call]);
    }

    /// <summary>No call of the fleet lies among the dead letters.</summary>
    public static async Task AssertNoDeadAsync(BrokerAddress address, string fleet)
    {
        BrokerSession session = await BrokerSession.OpenAsync(address, "test", TestContext.Current.CancellationToken);
        Assert.Equal(0u, await session.Channel.MessageCountAsync($"{fleet}.dead-letters"));
        await session.CloseAsync();
    }

    private static int SizeOf(int call) => call % s_expected.Length;
}
