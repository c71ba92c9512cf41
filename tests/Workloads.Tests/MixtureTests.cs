namespace Workloads.Tests;

public sealed class MixtureTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_call_computes_and_then_waits()
    {
        long size = Mixture.Size(n: 20, milliseconds: 10);

        Assert.Equal(1_020, size);
        Assert.Equal(Fibonacci.Of(20), Workload.ComputeThenWait.Run(size, TestContext.Current.CancellationToken));
        Assert.Equal(Fibonacci.Of(20),
            await Workload.ComputeThenWait.RunAsync(size, cancellationToken: TestContext.Current.CancellationToken));
        Assert.True(Workload.ComputeThenWait.Waits);
    }

    [Fact]
    public void What_it_cannot_compute_or_wait_is_refused()
    {
        Assert.Contains("fibonacci takes sizes from 0 to 92",
            Assert.Throws<ArgumentOutOfRangeException>(() => Mixture.Size(93, 1)).Message);
        Assert.Contains("wait takes sizes from 0", Assert.Throws<ArgumentOutOfRangeException>(() => Mixture.Size(1, -1)).Message);
        Assert.Contains("fibonacci takes sizes from 0 to 92",
            Assert.Throws<ArgumentOutOfRangeException>(() => Workload.ComputeThenWait.Run(95)).Message);
    }
}
