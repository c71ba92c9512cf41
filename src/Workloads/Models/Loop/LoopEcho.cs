using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Workloads.Models;

/// <summary>
/// A small asynchronous server and its clients, all on one event loop (C10): every connection is a coroutine that turns to the
/// others whenever it waits for its socket. Loopback only.
/// </summary>
/// <param name="Clients">Clients connected at once.</param>
/// <param name="Messages">Messages that each sent and got back.</param>
/// <param name="Echoed">Messages that came back as they were sent.</param>
/// <param name="MostOpen">The most connections that the server had open at once: nobody talks before all are.</param>
/// <param name="Threads">Threads that ran any of it, the sockets' own machinery aside.</param>
/// <param name="Elapsed">From the first connect to the last close.</param>
public sealed record LoopEcho(int Clients, int Messages, int Echoed, int MostOpen, int Threads, TimeSpan Elapsed)
{
    /// <summary>The most clients.</summary>
    public const int MaxClients = 5_000;

    /// <summary>Messages a second, there and back.</summary>
    public double MessagesPerSecond => Echoed / Elapsed.TotalSeconds;

    /// <summary>Runs server and clients on a loop of this thread.</summary>
    /// <param name="clients">From 1 to <see cref="MaxClients"/>.</param>
    /// <param name="messages">Messages by each, 1 or more.</param>
    /// <param name="cancellationToken">Ends it; every socket is closed.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static LoopEcho Run(int clients, int messages, CancellationToken cancellationToken = default)
    {
        if (clients is < 1 or > MaxClients)
            throw new ArgumentOutOfRangeException(nameof(clients), clients, Invariant($"From 1 to {MaxClients:N0} clients."));
        ArgumentOutOfRangeException.ThrowIfLessThan(messages, 1);
        LoopEcho? result = null;
        EventLoop.Run(async _ => result = await new Running(cancellationToken).RunAsync(clients, messages).ConfigureAwait(true));
        return result!;
    }

    private sealed class Running(CancellationToken cancellationToken)
    {
        private readonly HashSet<int> _threads = [];
        private readonly TaskCompletionSource _allOpen = new();
        private int _clients, _open, _mostOpen, _echoed;

        public async Task<LoopEcho> RunAsync(int clients, int messages)
        {
            _clients = clients;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            using var listener = new TcpListener(IPAddress.Loopback, port: 0);
            listener.Start(backlog: 512);
            Task serving = ServeAsync(listener, stop.Token);
            long start = Stopwatch.GetTimestamp();
            try
            {
                await Task.WhenAll(Enumerable.Range(0, clients)
                    .Select(client => TalkAsync((IPEndPoint)listener.LocalEndpoint, client, messages, stop.Token))).ConfigureAwait(true);
            }
            catch (Exception exception) when (cancellationToken.IsCancellationRequested && exception is (IOException or SocketException))
            {
                // The server's end may close first.
                throw new OperationCanceledException(exception.Message, exception, cancellationToken);
            }
            finally
            {
                await stop.CancelAsync().ConfigureAwait(true);
                await serving.ConfigureAwait(true);
            }

            return new(clients, messages, _echoed, _mostOpen, _threads.Count, Stopwatch.GetElapsedTime(start));
        }

        private async Task ServeAsync(TcpListener listener, CancellationToken stop)
        {
            var answering = new List<Task>();
            try
            {
                while (true)
                    answering.Add(AnswerAsync(await listener.AcceptSocketAsync(stop).ConfigureAwait(true), stop));
            }
            catch (OperationCanceledException)
            {
                await Task.WhenAll(answering).ConfigureAwait(true);
            }
            catch (SocketException exception)
            {
                // Such as too many open files: nobody may wait for those who cannot come.
                _allOpen.TrySetException(exception);
            }
        }

        private async Task AnswerAsync(Socket socket, CancellationToken stop)
        {
            _mostOpen = Math.Max(_mostOpen, ++_open);
            if (_open == _clients)
                _allOpen.TrySetResult();
            try
            {
                using (socket)
                {
                    byte[] buffer = new byte[64];
                    while (await socket.ReceiveAsync(buffer, stop).ConfigureAwait(true) is var read and > 0)
                    {
                        _threads.Add(Environment.CurrentManagedThreadId);
                        for (int sent = 0; sent < read;)
                            sent += await socket.SendAsync(buffer.AsMemory(sent..read), stop).ConfigureAwait(true);
                    }
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                // The client has gone, or all is ending.
            }
            finally
            {
                _open--;
            }
        }

        private async Task TalkAsync(IPEndPoint server, int client, int messages, CancellationToken stop)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(server, stop).ConfigureAwait(true);
            }
            catch (SocketException exception)
            {
                _allOpen.TrySetException(exception);
                throw;
            }

            await _allOpen.Task.WaitAsync(stop).ConfigureAwait(true);
            byte[] message = new byte[8], answer = new byte[8];
            for (int number = 0; number < messages; number++)
            {
                BitConverter.TryWriteBytes(message, ((long)client << 32) | (uint)number);
                await socket.SendAsync(message, stop).ConfigureAwait(true);
                for (int received = 0; received < answer.Length;)
                {
                    int read = await socket.ReceiveAsync(answer.AsMemory(received), stop).ConfigureAwait(true);
                    if (read == 0)
                        throw new IOException(
                            Invariant($"The server closed the connection of client {client} after {number:N0} messages."));
                    received += read;
                }

                _threads.Add(Environment.CurrentManagedThreadId);
                if (message.AsSpan().SequenceEqual(answer))
                    _echoed++;
            }
        }
    }
}
