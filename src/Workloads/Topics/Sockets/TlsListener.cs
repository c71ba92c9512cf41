using System.Net.Security;
using System.Net.Sockets;

namespace Workloads.Topics;

/// <summary>A loopback port that speaks TLS. Its address holds the root certificate, by which a client knows it.</summary>
internal sealed class TlsListener : TcpEchoListener
{
    private readonly TlsIdentity _identity = new();

    public override IReadOnlyDictionary<string, string> Address =>
        new Dictionary<string, string>(base.Address, StringComparer.Ordinal) { ["root"] = Convert.ToBase64String(_identity.Root.RawData) };

    public override SslServerAuthenticationOptions? Identity => new() { ServerCertificate = _identity.Server };

    public override Stream Open(Socket connection) => new SslStream(base.Open(connection));

    public override void Dispose()
    {
        base.Dispose();
        _identity.Dispose();
    }
}
