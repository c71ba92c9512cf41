using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>A client of an echo server, over any of its transports.</summary>
public sealed class EchoClient : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly bool _hasDatagrams;

    private EchoClient(Stream stream, bool hasDatagrams)
    {
        _stream = stream;
        _hasDatagrams = hasDatagrams;
    }

    /// <summary>Connects to a server that runs as a process of its own.</summary>
    /// <param name="server">One started with <see cref="EchoServerOptions"/>.</param>
    /// <param name="trust">The root certificate that must vouch for a TLS server; the one that it named at its start when left out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The server's certificate does not verify.</exception>
    public static Task<EchoClient> ConnectAsync(ServerProcess server, X509Certificate2? trust = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(server);
        return server.Options is EchoServerOptions options
            ? ConnectAsync(options.Transport, server.Address, trust, cancellationToken)
            : throw new ArgumentException($"The server is one of {server.Options.Kind}, not an echo server.", nameof(server));
    }

    /// <summary>Sends a message and waits until as many bytes have come back.</summary>
    /// <returns>Those bytes.</returns>
    /// <exception cref="EndOfStreamException">The server closed the connection before that.</exception>
    public async Task<byte[]> EchoAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        byte[] back = new byte[message.Length];
        Task sending = _stream.WriteAsync(message, cancellationToken).AsTask();
        // At the same time as it is sent: a long message would otherwise fill the buffers on the way, and both sides would wait.
        if (_hasDatagrams)
            Array.Resize(ref back, await _stream.ReadAsync(back, cancellationToken).ConfigureAwait(false));
        else
            await _stream.ReadExactlyAsync(back, cancellationToken).ConfigureAwait(false);
        await sending.ConfigureAwait(false);
        return back;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    internal static async Task<EchoClient> ConnectAsync(
        EchoTransport transport, IReadOnlyDictionary<string, string> address, X509Certificate2? trust = null,
        CancellationToken cancellationToken = default)
    {
        Socket socket = transport switch
        {
            EchoTransport.Unix => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified),
            EchoTransport.Udp => new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp),
            _ => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true },
        };
        Stream? stream = null;
        try
        {
            await socket.ConnectAsync(EndPoint(address), cancellationToken).ConfigureAwait(false);
            // A stream over a socket wants a connection, which UDP has none of.
            stream = transport == EchoTransport.Udp ? new DatagramStream(socket) : new NetworkStream(socket, ownsSocket: true);
            if (transport == EchoTransport.Tls)
            {
                var tls = new SslStream(stream);
                stream = tls;
                using X509Certificate2 root = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(address["root"]));
                await tls.AuthenticateAsClientAsync(TlsIdentity.Trusting(trust ?? root), cancellationToken).ConfigureAwait(false);
            }

            return new(stream, hasDatagrams: transport == EchoTransport.Udp);
        }
        catch
        {
            if (stream is not null)
                await stream.DisposeAsync().ConfigureAwait(false);
            socket.Dispose();
            throw;
        }
    }

    private static EndPoint EndPoint(IReadOnlyDictionary<string, string> address) =>
        address.TryGetValue("name", out string? name)
            ? UnixName.EndPoint(name)
            : new IPEndPoint(IPAddress.Loopback, int.Parse(address["port"], CultureInfo.InvariantCulture));
}
