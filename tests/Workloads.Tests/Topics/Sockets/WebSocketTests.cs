using System.Net;
using System.Net.Sockets;
using System.Text;
using Workloads.Interpreter;
using Workloads.Processes;
using Workloads.Topics;

namespace Workloads.Tests;

[Collection(nameof(AloneInTheProcess))]
public class WebSocketTests
{
    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Ten_thousand_are_open_at_once_each_echoes_and_none_is_lost()
    {
        const int sockets = 10_000;
        if (OpenFileLimit.OfThisProcess < sockets + 2_000)
            ServerProcessTests.Missing($"{sockets:N0} sockets need more open files than the {OpenFileLimit.OfThisProcess:N0} that this process is allowed.");
        // So patient that no socket is taken for a dead one while a busy machine opens the others.
        await using ServerProcess server =
            await new WebSocketServerOptions { PatienceWithClients = TimeSpan.FromMinutes(1) }.StartAsync(TestEnd);

        WebSocketReport report = await WebSocketCrowd.RunAsync(server, sockets, TestEnd);

        Assert.Null(report.FirstFailure);
        Assert.Equal((sockets, sockets, 0), (report.Opened, report.Echoed, report.Lost));
        Assert.InRange(report.While.Open, sockets, sockets);
        Assert.InRange(report.BytesEach, 1_000, 24 * 1_024);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_server_lets_go_of_sockets_that_break_off_and_of_peers_that_talk_nonsense()
    {
        await using ServerProcess server = await new WebSocketServerOptions().StartAsync(TestEnd);

        WebSocketReport report = await WebSocketCrowd.RunAsync(server, 200, TestEnd);
        for (int peer = 0; peer < 20; peer++)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port), TestEnd);
            await socket.SendAsync(
                Encoding.ASCII.GetBytes(
                    peer % 2 == 0 ? "\0\0\0nonsense\r\n\r\n" : "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), TestEnd);
            while (await socket.ReceiveAsync(new byte[1_024], TestEnd) > 0)
            {
            }
        }

        Assert.Equal(0, report.Lost);
        while ((await server.StatusAsync(cancellationToken: TestEnd)).Open > 0)
            await Task.Delay(5, TestEnd);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_that_has_died_is_not_taken_for_a_limit_of_the_system()
    {
        await using ServerProcess server = await new WebSocketServerOptions().StartAsync(TestEnd);
        server.Kill();
        await server.WaitForExitAsync(TestEnd);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => server.StatusAsync(cancellationToken: TestEnd));

        Assert.Contains("has ended", failure.Message);
    }

    [Fact]
    public void More_sockets_than_the_system_allows_are_refused_with_the_limit()
    {
        if (OpenFileLimit.OfThisProcess is not { } limit || limit > int.MaxValue)
        {
            ServerProcessTests.Missing("This system does not tell its limit of open files.");
            return;
        }

        var refusal = Assert.Throws<TooFewOpenFilesException>(() => OpenFileLimit.Require((int)limit));

        Assert.Contains(Invariant($"{limit:N0}"), refusal.Message);
        Assert.Contains("ulimit -n", refusal.Message);
    }
}
