using System.Diagnostics.CodeAnalysis;
using RabbitMQ.Client;

namespace Workloads.TaskQueues;

/// <summary>
/// Where a broker is and who asks: <c>amqp://user:password@host:port/vhost</c>, or <c>amqps://</c> for TLS. It prints itself
/// without the password.
/// </summary>
public sealed class BrokerAddress
{
    /// <summary>The environment variable that holds an address.</summary>
    public const string Variable = "WORKLOADS_AMQP";

    private readonly Uri _uri;

    private BrokerAddress(Uri uri) => _uri = uri;

    /// <summary>The broker of this machine, as it is when it was just installed.</summary>
    public static BrokerAddress Localhost { get; } = Parse("amqp://localhost");

    /// <summary>The address in <see cref="Variable"/>; null when there is none.</summary>
    /// <exception cref="FormatException">What is there is no address; the message says what one looks like.</exception>
    public static BrokerAddress? FromEnvironment() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? Parse(text) : null;

    /// <summary>The broker's machine.</summary>
    public string Host => _uri.Host;

    /// <summary>Its port: 5672, or 5671 with TLS, unless the address names another.</summary>
    public int Port => _uri.Port > 0 ? _uri.Port : IsTls ? 5671 : 5672;

    /// <summary>Whether the connection is encrypted.</summary>
    public bool IsTls => _uri.Scheme == "amqps";

    /// <summary>The name under which the broker is asked.</summary>
    public string User => Factory().UserName;

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">It is none; the message says what one looks like, and never holds a password.</exception>
    public static BrokerAddress Parse(string text) =>
        TryParse(text, out BrokerAddress? address) ? address
            : throw new FormatException($"{WithoutUser(text)} is no broker's address. One looks like amqp://user:password@host:5672/vhost, or amqps:// for TLS.");

    /// <summary>The address without user and password.</summary>
    public override string ToString() =>
        Invariant($"{_uri.Scheme}://{Host}:{Port}{(_uri.AbsolutePath is "/" or "" ? "" : _uri.AbsolutePath)}");

    /// <summary>The whole address, for a child's environment alone.</summary>
    internal string WithPassword => _uri.OriginalString;

    /// <summary>A factory of connections that end when they are lost: whoever uses one sets up anew what it needs.</summary>
    internal ConnectionFactory Factory() => new()
    {
        Uri = _uri,
        AutomaticRecoveryEnabled = false,
        TopologyRecoveryEnabled = false,
        RequestedHeartbeat = TimeSpan.FromSeconds(6),
        RequestedConnectionTimeout = TimeSpan.FromSeconds(5),
        HandshakeContinuationTimeout = TimeSpan.FromSeconds(10),
        ContinuationTimeout = TimeSpan.FromSeconds(10),
    };

    private static bool TryParse(string text, [NotNullWhen(true)] out BrokerAddress? address)
    {
        address = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("amqp" or "amqps") || uri.Host.Length == 0)
            return false;
        address = new(uri);
        try
        {
            address.Factory();
            return true;
        }
        catch (ArgumentException)
        {
            return false; // More than one part in its path, or in its user.
        }
    }

    private static string WithoutUser(string text)
    {
        int at = text.LastIndexOf('@');
        return at < 0 ? $"'{text}'" : $"'…{text[at..]}'";
    }
}
