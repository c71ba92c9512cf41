using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Workloads.Processes;
using Workloads.Topics;

namespace Workloads.Tests;

public class EchoTests
{
    private const int TimeLimit = 60_000;

    public static IEnumerable<ITheoryDataRow> All => Of(Enum.GetValues<EchoTransport>());

    public static IEnumerable<ITheoryDataRow> WithConnections =>
        Of(Enum.GetValues<EchoTransport>().Where(transport => transport != EchoTransport.Udp));

    private static IEnumerable<ITheoryDataRow> Of(IEnumerable<EchoTransport> transports) =>
        from transport in transports from style in Enum.GetValues<EchoStyle>()
            select new TheoryDataRow<EchoTransport, EchoStyle>(transport, style);

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(All))]
    internal async Task What_is_sent_comes_back(EchoTransport transport, EchoStyle style)
    {
        await using IServer server = Open(transport, style);
        await using EchoClient client = await EchoClient.ConnectAsync(transport, server.Address, cancellationToken: TestEnd);

        foreach (int size in new[] { 1, 32, 4_096, 4_097, 60_000 })
        {
            byte[] message = RandomNumberGenerator.GetBytes(size);
            Assert.Equal(message, await client.EchoAsync(message, TestEnd));
        }

        // An answer is counted once it is out, which its client may see first.
        while (server.Answered < 5)
            await Task.Delay(1, TestEnd);
    }

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(WithConnections))]
    internal async Task Megabytes_pass_through_though_no_buffer_holds_them(EchoTransport transport, EchoStyle style)
    {
        await using IServer server = Open(transport, style);
        await using EchoClient client = await EchoClient.ConnectAsync(transport, server.Address, cancellationToken: TestEnd);
        byte[] message = RandomNumberGenerator.GetBytes(8 * 1_024 * 1_024);

        byte[] back = await client.EchoAsync(message, TestEnd);

        Assert.True(message.AsSpan().SequenceEqual(back));
    }

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(WithConnections))]
    internal async Task Many_clients_are_served_at_once_and_leave_nothing_open(EchoTransport transport, EchoStyle style)
    {
        await using IServer server = Open(transport, style);
        var clients = new List<EchoClient>();
        for (int client = 0; client < 50; client++)
            clients.Add(await EchoClient.ConnectAsync(transport, server.Address, cancellationToken: TestEnd));

        await Task.WhenAll(clients.Select(async (client, number) =>
        {
            byte[] message = [.. Enumerable.Repeat((byte)number, 100)];
            Assert.Equal(message, await client.EchoAsync(message, TestEnd));
        }));
        Assert.Equal(50, server.Open);
        foreach (EchoClient client in clients)
            await client.DisposeAsync();

        await UntilNoneIsOpen(server);
    }

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(WithConnections))]
    internal async Task A_server_that_is_closed_closes_its_connections(EchoTransport transport, EchoStyle style)
    {
        IServer server = Open(transport, style);
        await using EchoClient client = await EchoClient.ConnectAsync(transport, server.Address, cancellationToken: TestEnd);
        await client.EchoAsync(new byte[1], TestEnd);

        await server.DisposeAsync();

        await Assert.ThrowsAnyAsync<IOException>(() => client.EchoAsync(new byte[1], TestEnd));
        Assert.Equal(0, server.Open);
        Assert.False(server.Address.TryGetValue("name", out string? name) && File.Exists(name));
    }

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(WithConnections))]
    internal async Task A_peer_that_says_nothing_any_more_is_let_go(EchoTransport transport, EchoStyle style)
    {
        await using IServer server = Open(transport, style, idleLimit: TimeSpan.FromMilliseconds(300));
        using Socket mute = await ConnectRawAsync(server), broken = await ConnectRawAsync(server);
        try
        {
            await broken.SendAsync(new byte[] { 22 }, TestEnd);
        }
        catch (SocketException)
        {
            // On a busy machine it was let go before it got to say this much.
        }

        // Neither sends another byte, and neither closes: both wait for an end of what was begun.
        while (!await HasEndedAsync(mute) || !await HasEndedAsync(broken))
            await Task.Delay(5, TestEnd);

        await UntilNoneIsOpen(server);
    }

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(WithConnections))]
    internal async Task Peers_that_break_off_talk_nonsense_or_dawdle_hurt_nobody_else(EchoTransport transport, EchoStyle style)
    {
        await using IServer server = Open(transport, style);
        await using EchoClient good = await EchoClient.ConnectAsync(transport, server.Address, cancellationToken: TestEnd);

        for (int peer = 0; peer < 30; peer++)
        {
            Socket bad = await ConnectRawAsync(server);
            if (peer % 3 == 0)
                await bad.SendAsync(RandomNumberGenerator.GetBytes(1_000), TestEnd);
            if (peer % 3 == 1)
                await bad.SendAsync(new byte[] { 22 }, TestEnd);
            // Without a word of farewell: what the server then reads or writes fails.
            bad.LingerState = new(enable: true, seconds: 0);
            bad.Dispose();
            Assert.Equal(new byte[] { (byte)peer }, await good.EchoAsync(new byte[] { (byte)peer }, TestEnd));
        }

        await good.DisposeAsync();
        await UntilNoneIsOpen(server);
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData(EchoStyle.Callbacks)]
    [InlineData(EchoStyle.Async)]
    internal async Task Datagrams_that_are_empty_or_whose_sender_is_gone_hurt_nobody_else(EchoStyle style)
    {
        await using IServer server = Open(EchoTransport.Udp, style);
        await using EchoClient good = await EchoClient.ConnectAsync(EchoTransport.Udp, server.Address, cancellationToken: TestEnd);

        for (int peer = 0; peer < 30; peer++)
        {
            using (var bad = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))
                await bad.SendToAsync(new byte[peer % 3 * 1_000], new IPEndPoint(IPAddress.Loopback, int.Parse(server.Address["port"])),
                    TestEnd);
            Assert.Equal(new byte[] { (byte)peer }, await good.EchoAsync(new byte[] { (byte)peer }, TestEnd));
        }

        while (server.Answered < 60)
            await Task.Delay(1, TestEnd);
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData(EchoStyle.Callbacks)]
    [InlineData(EchoStyle.Async)]
    internal async Task A_client_refuses_a_server_whose_certificate_does_not_verify_and_the_server_goes_on(EchoStyle style)
    {
        await using IServer server = Open(EchoTransport.Tls, style);
        using var stranger = new TlsIdentity();

        await Assert.ThrowsAsync<AuthenticationException>(
            () => EchoClient.ConnectAsync(EchoTransport.Tls, server.Address, stranger.Root, TestEnd));
        await using EchoClient trusting = await EchoClient.ConnectAsync(EchoTransport.Tls, server.Address, cancellationToken: TestEnd);

        Assert.Equal([7], await trusting.EchoAsync(new byte[] { 7 }, TestEnd));
        await trusting.DisposeAsync();
        await UntilNoneIsOpen(server);
    }

    [Fact]
    public void An_idle_limit_out_of_range_is_refused() =>
        Assert.Contains("10 ms",
            Assert.Throws<ArgumentOutOfRangeException>(() => new EchoServerOptions { IdleLimit = TimeSpan.Zero }).Message);

    private static IServer Open(EchoTransport transport, EchoStyle style, TimeSpan? idleLimit = null) =>
        new EchoServerOptions { Transport = transport, Style = style, IdleLimit = idleLimit ?? TimeSpan.FromSeconds(30) }.Open();

    private static async Task<Socket> ConnectRawAsync(IServer server)
    {
        bool isUnix = server.Address.TryGetValue("name", out string? name);
        var socket = new Socket(isUnix ? AddressFamily.Unix : AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(isUnix ? UnixName.EndPoint(name!) : new IPEndPoint(IPAddress.Loopback, int.Parse(server.Address["port"])),
            TestEnd);
        return socket;
    }

    /// <summary>Reads on until the server has closed, in order or with a reset.</summary>
    private static async Task<bool> HasEndedAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[64], TestEnd) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static async Task UntilNoneIsOpen(IServer server)
    {
        while (server.Open > 0)
            await Task.Delay(5, TestEnd);
    }
}
