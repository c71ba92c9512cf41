using System.Collections.Concurrent;
using System.Diagnostics;
using Workloads.Processes;
using Workloads.Topics;

namespace Workloads.Tests;

public class PreforkServerTests
{
    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task The_workers_share_the_port_and_all_of_them_answer()
    {
        SkipWhereNoPortIsShared();
        await using PreforkServer server = await PreforkServer.StartAsync(workers: 3, cancellationToken: TestEnd);
        var answered = new HashSet<int>();

        for (int request = 0; request < 300; request++)
            answered.Add(await RequestClient.AskAsync(server.Port, Request.Quick, TestEnd));

        Assert.Equal(server.Workers.Order(), answered.Order());
        Assert.Equal(3, answered.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_worker_killed_under_load_is_replaced_and_a_second_try_loses_no_request()
    {
        SkipWhereNoPortIsShared();
        await using PreforkServer server = await PreforkServer.StartAsync(workers: 2, cancellationToken: TestEnd);
        var lost = new ConcurrentBag<string>();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestEnd);

        Task asking = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                try
                {
                    await PatientRequest.AskAsync(server.Port, Request.Quick, cancellationToken: TestEnd);
                }
                catch (Exception exception)
                {
                    lost.Add(exception.Message);
                }
            }
        })));
        int killed = server.KillOne();
        while (server.Replaced == 0)
            await Task.Delay(5, TestEnd);
        await enough.CancelAsync();
        await asking;

        Assert.Empty(lost);
        Assert.Equal(2, server.Workers.Count);
        Assert.DoesNotContain(killed, server.Workers);
    }

    [Fact(Timeout = 60_000)]
    public async Task Closing_it_ends_every_worker()
    {
        SkipWhereNoPortIsShared();
        PreforkServer server = await PreforkServer.StartAsync(workers: 2, cancellationToken: TestEnd);
        var processes = server.Workers.Select(Process.GetProcessById).ToList();

        await server.DisposeAsync();

        Assert.All(processes, process => Assert.True(process.HasExited));
        Assert.Empty(server.Workers);
    }

    [Fact]
    public async Task A_number_of_workers_out_of_range_is_refused() =>
        Assert.Contains("1 to 64",
            (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
                () => PreforkServer.StartAsync(65, cancellationToken: TestEnd))).Message);

    private static void SkipWhereNoPortIsShared()
    {
        if (!SharedPort.IsSupported)
            ServerProcessTests.Missing(SharedPort.WhyNot);
    }
}
