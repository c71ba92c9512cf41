using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Topics;

namespace Workloads.Tests;

public class LoopEchoTests
{
    private const int TimeLimit = 60_000;

    [Fact(Timeout = TimeLimit)]
    public async Task All_clients_are_served_at_once_by_the_one_thread()
    {
        LoopEcho echo = await Task.Run(() => LoopEcho.Run(clients: 50, messages: 20, TestContext.Current.CancellationToken));

        Assert.Equal(50 * 20, echo.Echoed);
        Assert.Equal(1, echo.Threads);
        Assert.InRange(echo.MostOpen, 2, 50);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_cancelled_conversation_ends()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Task.Run(() => LoopEcho.Run(clients: 4, messages: int.MaxValue, source.Token)));
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LoopEcho.Run(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LoopEcho.Run(1, 0));
    }
}
