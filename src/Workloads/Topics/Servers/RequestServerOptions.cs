using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>How a server serves several clients.</summary>
public enum ServerModel
{
    /// <summary>One thread: the next client is looked at when the last has its answer.</summary>
    OneThread,

    /// <summary>A thread for each connection.</summary>
    ThreadPerConnection,

    /// <summary>No thread waits for any client.</summary>
    Async,
}

/// <summary>The models' names in words.</summary>
internal static class ServerModelNames
{
    /// <summary>A model's name in words.</summary>
    /// <param name="model">The model.</param>
    public static string ToText(this ServerModel model) => model switch
    {
        ServerModel.OneThread => "one thread",
        ServerModel.ThreadPerConnection => "a thread each",
        _ => "async",
    };
}

/// <summary>A server that answers one small request a connection, as an application server does (A10, B18).</summary>
public sealed record RequestServerOptions() : PatientServerOptions(DefaultPatience)
{
    internal const string Name = "requests";

    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(5);

    /// <summary>How it serves several clients; asynchronously when left out.</summary>
    public ServerModel Model { get; init; } = ServerModel.Async;

    /// <summary>The port; 0, which finds a free one, when left out. Others are for workers that share one.</summary>
    internal int Port { get; init; }

    /// <summary>Whether other processes listen on the same port.</summary>
    internal bool SharesPort { get; init; }

    internal override string Kind => Name;

    internal static RequestServerOptions Parse(ServerWords words) => new()
    {
        Model = words.Choice("model", ServerModel.Async),
        PatienceWithClients = PatienceIn(words, DefaultPatience),
        Port = (int)words.Number("port", 0, 0, ushort.MaxValue),
        SharesPort = words.Number("shared", 0, 0, 1) == 1,
    };

    internal override IEnumerable<KeyValuePair<string, string>> ToWords() =>
        [Word("model", Model), PatienceWord, Word("port", Port), Word("shared", SharesPort ? 1 : 0)];

    internal override Task<IServer> OpenAsync() => Task.FromResult<IServer>(Open());

    internal RequestServer Open()
    {
        RequestServer server = Model switch
        {
            ServerModel.OneThread => new OneThreadServer(this),
            ServerModel.ThreadPerConnection => new ThreadPerConnectionServer(this),
            _ => new AsyncServer(this),
        };
        return server.Start();
    }
}
