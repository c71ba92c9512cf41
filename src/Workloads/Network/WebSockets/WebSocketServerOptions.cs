namespace Workloads.Network.WebSockets;

/// <summary>A server on Kestrel that echoes every WebSocket message (D13).</summary>
public sealed record WebSocketServerOptions : ServerOptions
{
    internal const string Name = "websockets";

    private static readonly TimeSpan MaxPatience = TimeSpan.FromMinutes(1), DefaultPatience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a client may take to say what it wants, and be silent before it is asked whether it is still there, or before it says so, from 10 ms to a minute; 30 s when left out.
    /// </summary>
    public TimeSpan PatienceWithClients
    {
        get;
        init => field = Bounds.Checked(value, TimeSpan.FromMilliseconds(10), MaxPatience, nameof(PatienceWithClients));
    } = DefaultPatience;

    internal override string Kind => Name;

    internal static WebSocketServerOptions Parse(ServerWords words) => new() { PatienceWithClients = words.Milliseconds("patience", DefaultPatience, MaxPatience) };

    internal override IEnumerable<KeyValuePair<string, string>> ToWords() => [Word("patience", PatienceWithClients)];

    internal override Task<IServer> OpenAsync() => WebSocketServer.OpenAsync(this);
}
