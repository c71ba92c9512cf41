using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Workloads.Interpreter;
using Workloads.Processes;
using Workloads.Topics;

namespace Workloads.Tests;

/// <summary>Peers that no server may stumble over, against servers that run as processes of their own.</summary>
[Collection(nameof(AloneInTheProcess))]
public class BadPeerTests
{
    private const int TimeLimit = 120_000;

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Theory(Timeout = TimeLimit)]
    [InlineData("requests", "patience=2000", 10_000)]
    [InlineData("requests", "patience=2000 model=ThreadPerConnection", 2_000)]
    [InlineData("echo", "idle=2000", 10_000)]
    [InlineData("echo", "idle=2000 style=Callbacks", 10_000)]
    [InlineData("echo", "idle=2000 transport=Tls", 10_000)]
    [InlineData("flags", "patience=2000 latency=0", 10_000)]
    [InlineData("websockets", "patience=2000", 10_000)]
    public async Task Ten_thousand_that_connect_at_once_or_two_thousand_with_a_thread_each_neither_stop_a_server_nor_leak(string kind,
        string parameters, int peers)
    {
        if (OpenFileLimit.OfThisProcess < peers + 2_000)
            ServerProcessTests.Missing($"{peers:N0} connections need more open files than the {OpenFileLimit.OfThisProcess:N0} that this process is allowed.");
        await using ServerProcess server = await ServerProcessTests.Options(kind, parameters).StartAsync(TestEnd);
        var sockets = Enumerable.Range(0, peers).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
            .ToList();

        try
        {
            await Task.WhenAll(sockets.Select(
                socket => socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port), TestEnd).AsTask()));
            await ServesAsync(server);

            // They ask for nothing, and are let go.
            await UntilNoneIsOpenAsync(server);
        }
        finally
        {
            sockets.ForEach(socket =>
            {
                socket.LingerState = new(enable: true, seconds: 0);
                socket.Dispose();
            });
        }

        await ServesAsync(server);
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData("flags", "patience=500 latency=0")]
    [InlineData("websockets", "patience=500")]
    public async Task Who_is_silent_dawdles_or_talks_nonsense_is_let_go_by_a_server_on_Kestrel(string kind, string parameters)
    {
        await using ServerProcess server = await ServerProcessTests.Options(kind, parameters).StartAsync(TestEnd);
        using Socket silent = await ConnectAsync(server), halfOpen = await ConnectAsync(server), garbage = await ConnectAsync(server),
            slow = await ConnectAsync(server);
        halfOpen.Shutdown(SocketShutdown.Send);
        await SendAsync(garbage, new byte[] { 0, 0, 13, 10, 255, 13, 10, 13, 10 });

        Task[] ends = [EndAsync(silent), EndAsync(halfOpen), EndAsync(garbage), EndAsync(slow)];
        byte[] endless = Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nX: " + new string('x', 1_000));
        for (int sent = 0; !ends[^1].IsCompleted; sent++)
        {
            await SendAsync(slow, endless.AsMemory(Math.Min(sent, endless.Length - 1), 1));
            await Task.WhenAny(ends[^1], Task.Delay(100, TestEnd));
        }

        await Task.WhenAll(ends);
        await ServesAsync(server);
        await UntilNoneIsOpenAsync(server);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_WebSocket_whose_peer_answers_no_ping_is_closed()
    {
        await using ServerProcess server =
            await new WebSocketServerOptions { PatienceWithClients = TimeSpan.FromMilliseconds(300) }.StartAsync(TestEnd);
        string answer = "";

        // On a busy machine who asks for a WebSocket is taken for a silent one, too: no answer, or that it took too long.
        while (answer is "" or "HTTP/1.1 408")
        {
            using Socket socket = await ConnectAsync(server);
            await SendAsync(socket,
                Encoding.ASCII.GetBytes(
                    "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
            answer = await BeginningAsync(socket, "HTTP/1.1 101".Length);
            await EndAsync(socket);
        }

        Assert.Equal("HTTP/1.1 101", answer);
        await UntilNoneIsOpenAsync(server);
        await ServesAsync(server);
    }

    /// <summary>
    /// A well-behaved client gets what it asks for, though perhaps not at once: on a busy machine it is taken for a silent one, too.
    /// </summary>
    private static async Task ServesAsync(ServerProcess server)
    {
        while (!await AnswersAsync(server))
            await Task.Delay(20, TestEnd);
    }

    private static async Task<bool> AnswersAsync(ServerProcess server)
    {
        try
        {
            switch (server.Options)
            {
                case RequestServerOptions:
                    return await RequestClient.AskAsync(server.Port, Request.Quick, TestEnd) == server.ProcessId;
                case EchoServerOptions:
                    await using (EchoClient client = await EchoClient.ConnectAsync(server, cancellationToken: TestEnd))
                        return await client.EchoAsync(new byte[] { 9 }, TestEnd) is [9];
                case FlagServerOptions:
                    using (var client = new FlagClient(server.Port))
                        return await client.GetAsync("FR", cancellationToken: TestEnd) is { Length: > 0 };
                default:
                    return (await WebSocketCrowd.RunAsync(server, 3, TestEnd)).Echoed == 3;
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or HttpRequestException or WebSocketException)
        {
            return false;
        }
    }

    private static async Task UntilNoneIsOpenAsync(ServerProcess server)
    {
        while ((await server.StatusAsync(cancellationToken: TestEnd)).Open > 0)
            await Task.Delay(20, TestEnd);
    }

    private static async Task<Socket> ConnectAsync(ServerProcess server)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port), TestEnd);
        return socket;
    }

    /// <summary>The first so many letters of what the server says; empty when it closes without a word.</summary>
    private static async Task<string> BeginningAsync(Socket socket, int length)
    {
        byte[] letters = new byte[length];
        try
        {
            return Encoding.ASCII.GetString(letters, 0, await socket.ReceiveAsync(letters, TestEnd));
        }
        catch (SocketException)
        {
            return "";
        }
    }

    /// <summary>Reads on until the server has closed, in order or with a reset.</summary>
    private static async Task EndAsync(Socket socket)
    {
        try
        {
            while (await socket.ReceiveAsync(new byte[1_024], TestEnd) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // A reset is an end, too.
        }
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await socket.SendAsync(bytes, TestEnd);
        }
        catch (SocketException)
        {
            // The server has closed.
        }
    }
}
