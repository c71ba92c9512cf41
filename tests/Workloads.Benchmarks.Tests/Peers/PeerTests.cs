using Workloads.Benchmarks.Peers;
using Workloads.Models;

namespace Workloads.Benchmarks.Tests.Peers;

public class PeerTests
{
    [Theory(Timeout = 120_000)]
    [InlineData(NativeProgram.Fibonacci, 20, 3, 6_765)]
    [InlineData(NativeProgram.Waits, 100, 20, 100)]
    public async Task A_native_program_does_what_it_is_told_and_leaves_nothing_behind(string source, int first, int second, long expected)
    {
        await using NativeProgram? native = await NativeProgram.StartAsync(source, TestContext.Current.CancellationToken);
        if (native is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("WORKLOADS_TESTS_REQUIRE_ALL") == "1", "g++ is not here.");
            Assert.Skip("g++ is not here.");
        }

        (double seconds, long result) = await native.RunAsync(first, second, TestContext.Current.CancellationToken);
        await native.DisposeAsync();

        Assert.Equal(expected, result);
        Assert.True(seconds > 0);
        Assert.False(Directory.Exists(native.Folder));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(1)]
    [InlineData(1_001)]
    public async Task Plain_threads_run_every_caller_once(int callers)
    {
        int calls = 0;
        var workload = new Workload("counted", size =>
        {
            Interlocked.Increment(ref calls);
            return size;
        });

        Run run = await new PlainThreadsModel().RunAsync(workload, 7, callers, TestContext.Current.CancellationToken);

        Assert.Equal(callers, calls);
        Assert.All(run.Results, result => Assert.Equal(7, result));
    }
}
