using System.Collections.Concurrent;
using System.Diagnostics;
using MathNet.Numerics.Statistics;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>Connected clients of one echo server, who send messages and check every byte that comes back (D12).</summary>
internal sealed class EchoMeasurement : IAsyncDisposable
{
    /// <summary>What has not come back by then is lost.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly List<EchoClient> _clients = [];
    private int _sent, _back;

    /// <summary>Messages sent so far.</summary>
    public int Sent => Volatile.Read(ref _sent);

    /// <summary>Those that came back as they were sent.</summary>
    public int Back => Volatile.Read(ref _back);

    /// <summary>Connects the clients.</summary>
    public static async Task<EchoMeasurement> ConnectAsync(ServerProcess server, int clients, CancellationToken cancellationToken)
    {
        var all = new EchoMeasurement();
        try
        {
            for (int client = 0; client < clients; client++)
                all._clients.Add(await EchoClient.ConnectAsync(server, cancellationToken: cancellationToken).ConfigureAwait(false));
            return all;
        }
        catch
        {
            await all.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The median round trip in seconds, each client's next message when its last has come back.</summary>
    public async Task<double> TalkAsync(int messages, int size, CancellationToken cancellationToken)
    {
        var took = new ConcurrentBag<double>();
        await Task.WhenAll(_clients.Select(
            client => Task.Run(() => TalkAsync(client, messages, size, took, cancellationToken), CancellationToken.None)))
            .ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return took.IsEmpty ? Patience.TotalSeconds : took.Median();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (EchoClient client in _clients)
            await client.DisposeAsync().ConfigureAwait(false);
    }

    private async Task TalkAsync(EchoClient client, int messages, int size, ConcurrentBag<double> took, CancellationToken cancellationToken)
    {
        byte[] message = new byte[size];
        Random.Shared.NextBytes(message);
        for (int number = 0; number < messages && !cancellationToken.IsCancellationRequested; number++)
        {
            Interlocked.Increment(ref _sent);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            long start = Stopwatch.GetTimestamp();
            try
            {
                byte[] back = await client.EchoAsync(message, patience.Token).ConfigureAwait(false);
                took.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                if (back.AsSpan().SequenceEqual(message))
                    Interlocked.Increment(ref _back);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or NotSupportedException
                or System.Net.Sockets.SocketException)
            {
                // Lost; the next message shows whether the connection is too. A TLS stream takes none behind one that was broken off.
            }

            message[number % size]++;
        }
    }
}
