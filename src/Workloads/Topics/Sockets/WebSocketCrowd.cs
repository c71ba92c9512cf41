using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>Opens very many WebSockets, keeps them all open, and sends a message over each (D13).</summary>
internal static class WebSocketCrowd
{
    /// <summary>The most sockets at once: about what one address has ports for.</summary>
    public const int MaxSockets = 25_000;

    /// <summary>Opened at the same time; more would only wait for each other.</summary>
    private const int OpenedAtOnce = 256;

    /// <summary>Opens sockets to a server, measures, and closes them.</summary>
    /// <param name="server">One started with <see cref="WebSocketServerOptions"/>.</param>
    /// <param name="count">From 1 to <see cref="MaxSockets"/>.</param>
    /// <param name="cancellationToken">Gives up; the sockets are closed.</param>
    /// <exception cref="TooFewOpenFilesException">The system allows this process too few; the message says how many.</exception>
    /// <exception cref="InvalidOperationException">The server has ended.</exception>
    public static Task<WebSocketReport> RunAsync(ServerProcess server, int count, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(server);
        return RunAsync(server.Port, token => server.StatusAsync(afterCollection: true, token), count, cancellationToken);
    }

    /// <summary>The same with a server in whatever language.</summary>
    /// <param name="port">Its loopback port.</param>
    /// <param name="status">What it says about itself, its garbage collected.</param>
    /// <param name="count">From 1 to <see cref="MaxSockets"/>.</param>
    /// <param name="cancellationToken">Gives up; the sockets are closed.</param>
    internal static async Task<WebSocketReport> RunAsync(int port, Func<CancellationToken, Task<ServerStatus>> status, int count,
        CancellationToken cancellationToken)
    {
        Bounds.Checked(count, 1, MaxSockets, nameof(count));
        OpenFileLimit.Require(count);

        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var invoker = new HttpMessageInvoker(handler);
        var sockets = new ClientWebSocket?[count];
        try
        {
            return await MeasureAsync(port, status, sockets, invoker, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            foreach (ClientWebSocket? socket in sockets)
            {
                socket?.Abort();
                socket?.Dispose();
            }
        }
    }

    private static async Task<WebSocketReport> MeasureAsync(
        int port, Func<CancellationToken, Task<ServerStatus>> status, ClientWebSocket?[] sockets, HttpMessageInvoker invoker,
        CancellationToken cancellationToken)
    {
        string? firstFailure = null;
        var url = new Uri(Invariant($"ws://{IPAddress.Loopback}:{port}/"));
        var few = new ParallelOptions { MaxDegreeOfParallelism = OpenedAtOnce, CancellationToken = cancellationToken };

        // The first message over a socket of its own: what is paid once is no part of what each costs.
        using (ClientWebSocket first = await OpenAsync(url, invoker, cancellationToken).ConfigureAwait(false))
            await EchoesAsync(first, -1, cancellationToken).ConfigureAwait(false);
        ServerStatus before = await status(cancellationToken).ConfigureAwait(false);

        long start = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, sockets.Length, few, async (number, token) =>
            await TryAsync(async () => sockets[number] = await OpenAsync(url, invoker, token).ConfigureAwait(false)).ConfigureAwait(false))
            .ConfigureAwait(false);
        TimeSpan openTime = Stopwatch.GetElapsedTime(start);

        start = Stopwatch.GetTimestamp();
        int echoed = 0;
        await Parallel.ForAsync(0, sockets.Length, few, async (number, token) =>
        {
            if (sockets[number] is { } socket)
                await TryAsync(async () =>
                    Interlocked.Add(ref echoed, await EchoesAsync(socket, number, token).ConfigureAwait(false) ? 1 : 0))
                    .ConfigureAwait(false);
        }).ConfigureAwait(false);
        TimeSpan echoTime = Stopwatch.GetElapsedTime(start);

        ServerStatus open = await status(cancellationToken).ConfigureAwait(false);
        int opened = sockets.Count(socket => socket?.State == WebSocketState.Open);
        return new(sockets.Length, opened, echoed, openTime, echoTime, before, open, firstFailure);

        async Task TryAsync(Func<Task> action)
        {
            try
            {
                await action().ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is WebSocketException or HttpRequestException)
            {
                Interlocked.CompareExchange(ref firstFailure, exception.Message, null);
            }
        }
    }

    private static async Task<ClientWebSocket> OpenAsync(Uri url, HttpMessageInvoker invoker, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            await socket.ConnectAsync(url, invoker, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<bool> EchoesAsync(ClientWebSocket socket, int number, CancellationToken cancellationToken)
    {
        byte[] message = Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)), back = new byte[32];
        await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellationToken).ConfigureAwait(false);
        ValueWebSocketReceiveResult result = await socket.ReceiveAsync(back.AsMemory(), cancellationToken).ConfigureAwait(false);
        return result.EndOfMessage && back.AsSpan(0, result.Count).SequenceEqual(message);
    }
}
