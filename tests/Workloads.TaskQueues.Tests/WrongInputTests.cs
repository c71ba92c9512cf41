using System.Net;
using System.Net.Sockets;
using RabbitMQ.Client;
using Workloads.TaskQueues.Dispatch;
using Workloads.TaskQueues.Links;

namespace Workloads.TaskQueues.Tests;

/// <summary>Whatever is wrong is told in one line, which never holds a password.</summary>
public class WrongInputTests(BrokerFixture broker)
{
    private const string Secret = "s3cret-word";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("localhost:5672")]
    [InlineData("http://localhost")]
    [InlineData($"amqp://me:{Secret}@/")]
    [InlineData($"amq://me:{Secret}@host")]
    [InlineData($"amqp://me:{Secret}@host/a/b")]
    public void What_is_no_address_is_told_with_what_one_looks_like(string text)
    {
        var failure = Assert.Throws<FormatException>(() => BrokerAddress.Parse(text));

        Assert.Contains("amqp://user:password@host", failure.Message);
        Assert.DoesNotContain(Secret, failure.ToString());
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void An_address_prints_itself_without_its_password()
    {
        BrokerAddress address = BrokerAddress.Parse($"amqps://me:{Secret}@example.org/fleet");

        Assert.Equal("amqps://example.org:5671/fleet", address.ToString());
        Assert.Equal("me", address.User);
        Assert.True(address.IsTls);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_port_where_nobody_listens_is_told()
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)closed.LocalEndPoint!).Port;

        var failure = await FailsAsync($"amqp://me:{Secret}@127.0.0.1:{port}");

        Assert.Contains("No broker answers", failure.Message);
        Assert.Contains($"127.0.0.1:{port}", failure.Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task Whoever_listens_and_is_no_broker_is_told()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task answering = Task.Run(async () =>
        {
            using TcpClient client = await listener.AcceptTcpClientAsync(Token);
            await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), Token);
        });

        var failure = await FailsAsync($"amqp://me:{Secret}@127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

        await answering;
        Assert.Contains("does not answer as a broker", failure.Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_wrong_password_is_told()
    {
        broker.Require();

        var failure = await FailsAsync($"amqp://me:{Secret}@127.0.0.1:{broker.Broker.Port}");

        Assert.Contains("'me'", failure.Message);
        Assert.Contains("password", failure.Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_virtual_host_that_is_not_there_is_told()
    {
        broker.Require();

        var failure = await FailsAsync($"amqp://guest:guest@127.0.0.1:{broker.Broker.Port}/nowhere");

        Assert.Contains("virtual host", failure.Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task Queues_of_another_version_are_told()
    {
        broker.Require();
        string fleet = BrokerFixture.NewFleet();
        BrokerSession session = await BrokerSession.OpenAsync(broker.Address, "test", Token);
        await session.Channel.DeclareQuorumQueueAsync($"{fleet}.calls", new() { ["x-delivery-limit"] = 3 }, Token);
        await session.CloseAsync();

        var failure = await Assert.ThrowsAsync<QueueFailedException>(
            () => QueueModel.ConnectAsync(broker.Address, new() { Fleet = fleet }, Token));

        Assert.Contains("another version", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_machine_of_another_version_is_told()
    {
        broker.Require();
        string fleet = BrokerFixture.NewFleet();
        var topology = new Topology(fleet);
        BrokerSession session = await BrokerSession.OpenAsync(broker.Address, "test", Token);
        await topology.DeclareAsync(session.Channel, Token);
        var other = new RabbitMQ.Client.Events.AsyncEventingBasicConsumer(session.Channel);
        other.ReceivedAsync += async (_, word) =>
        {
            if (word.BasicProperties.Type == Words.Census)
                await session.Channel.BasicPublishAsync(topology.Control, "", false, Words.Announce(new("old", 2, Version: 0)),
                    ReadOnlyMemory<byte>.Empty);
        };
        await topology.ListenAsync(session.Channel, other, Token);

        var failure = await Assert.ThrowsAsync<QueueFailedException>(
            () => QueueModel.ConnectAsync(broker.Address, new() { Fleet = fleet }, Token));

        await session.CloseAsync();
        Assert.Contains("version 0", failure.Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_fleet_without_machines_is_told_with_how_to_start_one()
    {
        broker.Require();

        var failure = await Assert.ThrowsAsync<QueueFailedException>(
            () => QueueModel.ConnectAsync(broker.Address,
                new() { Fleet = BrokerFixture.NewFleet(), WaitForMachines = TimeSpan.FromMilliseconds(200) }, Token));

        Assert.Contains("No machine", failure.Message);
        Assert.Contains("-- worker", failure.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_537)]
    public void A_message_takes_one_call_or_more_and_not_too_many(int calls) =>
        Assert.Contains($"{calls}",
            Assert.Throws<ArgumentOutOfRangeException>(() => new QueueModelOptions { CallsPerMessage = calls }).Message);

    private static async Task<QueueFailedException> FailsAsync(string address)
    {
        var failure = await Assert.ThrowsAsync<QueueFailedException>(
            () => QueueModel.ConnectAsync(BrokerAddress.Parse(address), cancellationToken: Token));
        Assert.DoesNotContain(Secret, failure.ToString());
        Assert.DoesNotContain('\n', failure.Message);
        return failure;
    }
}
