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
}
