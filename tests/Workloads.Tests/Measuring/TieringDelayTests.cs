using Workloads.Measuring;

namespace Workloads.Tests;

public sealed class TieringDelayTests
{
    [Theory]
    [InlineData(null, null, 2, 100)]
    [InlineData(null, null, 1, 1_000)]
    [InlineData(null, "10", 4, 10)]
    [InlineData(null, "10", 1, 100)]
    [InlineData("A", "50", 2, 10)]
    [InlineData("0", null, 2, 0)]
    [InlineData("rubbish", "rubbish", 2, 100)]
    public void The_delay_is_the_environments_or_the_configurations_or_the_runtimes_own(string? variable, string? configured,
        int processors, double milliseconds) =>
        Assert.Equal(milliseconds, TieringDelay.Read(variable, configured, processors).TotalMilliseconds);
}
