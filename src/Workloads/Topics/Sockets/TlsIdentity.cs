using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Workloads.Topics;

/// <summary>A root certificate and a server's certificate that it vouches for, made at run time and gone with the process.</summary>
public sealed class TlsIdentity : IDisposable
{
    /// <summary>The name that the server's certificate is for.</summary>
    public const string HostName = "localhost";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>Makes both, with new keys.</summary>
    public TlsIdentity()
    {
        DateTimeOffset from = DateTimeOffset.UtcNow.AddHours(-1), until = DateTimeOffset.UtcNow + Lifetime;
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=Workloads root", rootKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0,
                critical: true));
        root.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        var rootId = new X509SubjectKeyIdentifierExtension(root.PublicKey, critical: false);
        root.CertificateExtensions.Add(rootId);
        using X509Certificate2 signing = root.CreateSelfSigned(from, until);

        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var server = new CertificateRequest($"CN={HostName}", serverKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(HostName);
        names.AddIpAddress(IPAddress.Loopback);
        server.CertificateExtensions.Add(names.Build());
        server.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0,
                critical: true));
        server.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        // OpenSSL as CPython sets it up is strict (RFC 5280): who signed must be named by its key.
        server.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(rootId));
        using X509Certificate2 signed = server.Create(signing, from, until, RandomNumberGenerator.GetBytes(16));
        using X509Certificate2 withKey = signed.CopyWithPrivateKey(serverKey);

        Root = X509CertificateLoader.LoadCertificate(signing.RawData);
        ServerPem = $"{signed.ExportCertificatePem()}\n{serverKey.ExportPkcs8PrivateKeyPem()}\n";
        // Through PKCS #12, since Windows does not serve with a key that was never stored.
        Server = X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), password: null);
    }

    /// <summary>The root, without its key: what a client is told to trust.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>The server's certificate, with its key.</summary>
    internal X509Certificate2 Server { get; }

    /// <summary>The same as PEM, certificate and key: what OpenSSL loads. The key is worth nothing once this process has ended.</summary>
    internal string ServerPem { get; }

    /// <summary>
    /// What a client checks: that the server's certificate is for this name and that this root, and no other, vouches for it.
    /// </summary>
    public static SslClientAuthenticationOptions Trusting(X509Certificate2 root) => new()
    {
        TargetHost = HostName,
        CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { root },
            RevocationMode = X509RevocationMode.NoCheck,
        },
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        Root.Dispose();
        Server.Dispose();
    }
}
