namespace Workloads.Network.WebSockets;

/// <summary>A server on Kestrel that echoes every WebSocket message (D13).</summary>
public sealed record WebSocketServerOptions : ServerOptions
{
    internal const string Name = "websockets";

    internal override string Kind => Name;

    internal static WebSocketServerOptions Parse(ServerWords words) =>
        words.Values.Count == 0 ? new() : throw new FormatException("The WebSocket server takes no parameters.");

    internal override IEnumerable<KeyValuePair<string, string>> ToWords() => [];

    internal override Task<IServer> OpenAsync() => WebSocketServer.OpenAsync();
}
