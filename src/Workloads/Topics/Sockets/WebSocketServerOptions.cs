using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>A server on Kestrel that echoes every WebSocket message (D13).</summary>
internal sealed record WebSocketServerOptions() : PatientServerOptions(DefaultPatience)
{
    internal const string Name = "websockets";

    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(30);

    internal override string Kind => Name;

    internal static WebSocketServerOptions Parse(ServerWords words) => new() { PatienceWithClients = PatienceIn(words, DefaultPatience) };

    internal override IEnumerable<KeyValuePair<string, string>> ToWords() => [PatienceWord];

    internal override Task<IServer> OpenAsync() => WebSocketServer.OpenAsync(this);
}
