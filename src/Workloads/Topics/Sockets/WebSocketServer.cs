using System.Buffers;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>Echoes every message. A socket that is open and silent holds no buffer; one that answers no ping is closed.</summary>
internal static class WebSocketServer
{
    private const int BufferSize = 4_096;

    public static async Task<IServer> OpenAsync(WebSocketServerOptions options) =>
        await KestrelServer.OpenAsync(options.PatienceWithClients, (app, server) =>
    {
        app.UseWebSockets(new WebSocketOptions
        {
            KeepAliveInterval = options.PatienceWithClients,
            KeepAliveTimeout = options.PatienceWithClients
        });
        app.Run(async context =>
        {
            if (!context.WebSockets.IsWebSocketRequest)
            {
                context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
                return;
            }

            using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
            await EchoAsync(socket, server).ConfigureAwait(false);
        });
    }).ConfigureAwait(false);

    private static async Task EchoAsync(WebSocket socket, KestrelServer server)
    {
        try
        {
            while (true)
            {
                // Waits without a buffer; one is borrowed when there is something to read.
                await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None).ConfigureAwait(false);
                byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
                try
                {
                    ValueWebSocketReceiveResult part;
                    do
                    {
                        part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).ConfigureAwait(false);
                        if (part.MessageType == WebSocketMessageType.Close)
                        {
                            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None)
                                .ConfigureAwait(false);
                            return;
                        }

                        await socket.SendAsync(buffer.AsMemory(0, part.Count), part.MessageType, part.EndOfMessage, CancellationToken.None)
                            .ConfigureAwait(false);
                    }
                    while (!part.EndOfMessage);
                    server.CountAnswer();
                }
                finally
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                }
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            // A peer that leaves without closing, or talks nonsense, ends its own connection.
        }
    }
}
