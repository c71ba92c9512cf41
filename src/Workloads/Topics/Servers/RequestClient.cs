using System.Net;
using System.Net.Sockets;

namespace Workloads.Topics;

/// <summary>Asks a request server, on a connection for each request.</summary>
public static class RequestClient
{
    /// <summary>Sends a request and waits for the answer.</summary>
    /// <param name="port">The server's loopback port.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The number of the process that answered.</returns>
    /// <exception cref="SocketException">The connection was refused or broke.</exception>
    /// <exception cref="EndOfStreamException">It was closed without an answer.</exception>
    public static async Task<int> AskAsync(int port, Request request = default, CancellationToken cancellationToken = default)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken).ConfigureAwait(false);
        byte[] frame = new byte[Request.Length];
        request.Write(frame);
        await socket.SendAsync(frame, cancellationToken).ConfigureAwait(false);
        for (int have = 0; have < Request.ReplyLength;)
        {
            int count = await socket.ReceiveAsync(frame.AsMemory(have, Request.ReplyLength - have), cancellationToken)
                .ConfigureAwait(false);
            if (count == 0)
                throw new EndOfStreamException("The server closed the connection without an answer.");
            have += count;
        }

        // Closed at once: thousands of connections a second would otherwise each keep a port for a minute.
        socket.LingerState = new(enable: true, seconds: 0);
        return Request.ReadReply(frame);
    }
}
