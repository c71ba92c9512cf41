using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>What bytes travel over.</summary>
public enum EchoTransport
{
    /// <summary>A connection.</summary>
    Tcp,

    /// <summary>Datagrams, which may get lost.</summary>
    Udp,

    /// <summary>A connection that is encrypted and whose server proves who it is.</summary>
    Tls,

    /// <summary>A connection by a name instead of a port, which no other machine can reach.</summary>
    Unix,
}

/// <summary>How a server's code goes on when bytes have come.</summary>
internal enum EchoStyle
{
    /// <summary>By callbacks, as in Twisted.</summary>
    Callbacks,

    /// <summary>By <c>async</c> and <c>await</c>.</summary>
    Async,
}

/// <summary>A server that sends back what it gets (D12).</summary>
public sealed record EchoServerOptions : ServerOptions
{
    internal const string Name = "echo";

    /// <summary>Connections open at once; those beyond are closed at once.</summary>
    public const int MaxConnections = 15_000;

    private static readonly TimeSpan MaxIdleLimit = TimeSpan.FromHours(1);

    /// <summary>What bytes travel over; TCP when left out.</summary>
    public EchoTransport Transport { get; init; }

    /// <summary>How the server's code goes on; asynchronous when left out.</summary>
    internal EchoStyle Style { get; init; } = EchoStyle.Async;

    /// <summary>
    /// How long a connection may be silent before it is closed, from 10 ms to an hour; 30 s when left out. A peer that vanished
    /// without a word is noticed by nothing else.
    /// </summary>
    public TimeSpan IdleLimit { get; init =>
        field = Bounds.Checked(value, TimeSpan.FromMilliseconds(10), MaxIdleLimit, nameof(IdleLimit)); } = TimeSpan.FromSeconds(30);

    internal override string Kind => Name;

    internal static EchoServerOptions Parse(ServerWords words) => new()
    {
        Transport = words.Choice("transport", EchoTransport.Tcp),
        Style = words.Choice("style", EchoStyle.Async),
        IdleLimit = words.Milliseconds("idle", TimeSpan.FromSeconds(30), MaxIdleLimit),
    };

    internal override IEnumerable<KeyValuePair<string, string>> ToWords() =>
        [Word("transport", Transport), Word("style", Style), Word("idle", IdleLimit)];

    internal override Task<IServer> OpenAsync() => Task.FromResult(Open());

    internal IServer Open() => (Transport, Style) switch
    {
        (EchoTransport.Udp, EchoStyle.Async) => new AsyncUdpEchoServer().Start(),
        (EchoTransport.Udp, _) => new CallbackUdpEchoServer().Start(),
        (_, EchoStyle.Async) => new AsyncEchoServer(Listener(), IdleLimit).Start(),
        _ => new CallbackEchoServer(Listener(), IdleLimit).Start(),
    };

    private EchoListener Listener() => Transport switch
    {
        EchoTransport.Tls => new TlsListener(),
        EchoTransport.Unix => new UnixListener(),
        _ => new TcpEchoListener(),
    };
}
