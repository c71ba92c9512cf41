using System.Diagnostics;
using System.Security.Cryptography;
using Workloads.Serving;

namespace Workloads.Topics;

/// <summary>Measures an echo server (D12).</summary>
public static class EchoMeasurement
{
    /// <summary>A datagram that has not come back by then is lost.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Sends messages to a server, each client its next one when the last has come back, and checks every byte.</summary>
    /// <param name="server">One started with <see cref="EchoServerOptions"/>.</param>
    /// <param name="clients">Clients at the same time, from 1 to 1,000.</param>
    /// <param name="messages">Messages of each client, from 1 to 100,000.</param>
    /// <param name="size">Bytes of a message, from 1 to 65,507 (the longest datagram).</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<EchoReport> RunAsync(ServerProcess server, int clients = 1, int messages = 1_000, int size = 32, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(server);
        Bounds.Checked(clients, 1, 1_000, nameof(clients));
        Bounds.Checked(messages, 1, 100_000, nameof(messages));
        Bounds.Checked(size, 1, UdpEchoServer.MaxDatagram, nameof(size));

        var connected = new List<EchoClient>(clients);
        try
        {
            long start = Stopwatch.GetTimestamp();
            for (int client = 0; client < clients; client++)
                connected.Add(await EchoClient.ConnectAsync(server, cancellationToken: cancellationToken).ConfigureAwait(false));
            TimeSpan connectTime = Stopwatch.GetElapsedTime(start);

            var roundTrip = new LatencyHistogram();
            start = Stopwatch.GetTimestamp();
            int[] echoed = await Task.WhenAll(connected.Select(client => Task.Run(() => EchoAllAsync(client, messages, size, roundTrip, cancellationToken), CancellationToken.None))).ConfigureAwait(false);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            return new((EchoServerOptions)server.Options, clients, clients * messages, size, echoed.Sum(), elapsed, roundTrip, connectTime);
        }
        finally
        {
            foreach (EchoClient client in connected)
                await client.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<int> EchoAllAsync(EchoClient client, int messages, int size, LatencyHistogram roundTrip, CancellationToken cancellationToken)
    {
        int echoed = 0;
        byte[] message = RandomNumberGenerator.GetBytes(size);
        for (int number = 0; number < messages; number++)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            long start = Stopwatch.GetTimestamp();
            try
            {
                byte[] back = await client.EchoAsync(message, patience.Token).ConfigureAwait(false);
                roundTrip.Record(Stopwatch.GetElapsedTime(start));
                if (back.AsSpan().SequenceEqual(message))
                    echoed++;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is OperationCanceledException or IOException or NotSupportedException)
            {
                // Lost; the next message shows whether the connection is too. A TLS stream takes none behind one that was broken off.
            }

            message[number % size]++;
        }

        return echoed;
    }
}
