using System.Buffers.Binary;
using System.Net.Sockets;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>
/// A database, a cache and a queue, each a process of its own, and a connection to each (B17): whoever holds them is the application
/// server. One thread at a time may ask.
/// </summary>
public sealed class WebParts : IAsyncDisposable
{
    private readonly IReadOnlyList<ServerProcess> _processes;
    private readonly Socket[] _sockets;
    private readonly byte[] _question = new byte[WebPartServer.QuestionLength], _answer = new byte[WebPartServer.AnswerLength];

    private WebParts(IReadOnlyList<ServerProcess> processes, int rows)
    {
        _processes = processes;
        Rows = rows;
        _sockets = [.. processes.Select(process => LoopbackSocket.Connect(process.Port))];
    }

    /// <summary>How many rows the database's table has, with the keys from 0 up.</summary>
    public int Rows { get; }

    internal IReadOnlyList<int> Ports => [.. _processes.Select(process => process.Port)];

    /// <summary>Starts the three.</summary>
    /// <param name="rows">From 1 to 1,000,000; a second table has ten times as many.</param>
    /// <param name="cancellationToken">Gives up; what was started has ended then.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number lies outside its range.</exception>
    public static async Task<WebParts> StartAsync(int rows, CancellationToken cancellationToken = default)
    {
        WebPartServerOptions[] all = [.. Enum.GetValues<WebPart>().Select(part => new WebPartServerOptions { Part = part, Rows = rows })];
        var processes = new List<ServerProcess>();
        try
        {
            foreach (WebPartServerOptions options in all)
                processes.Add(await options.StartAsync(cancellationToken).ConfigureAwait(false));
            return new(processes, rows);
        }
        catch
        {
            foreach (ServerProcess process in processes)
                await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The database's row of a key, by its index; −1 when there is none.</summary>
    public long Find(long key) => Ask(WebPart.Database, WebPartVerb.Find, key);

    /// <summary>The same by looking at one row after the other.</summary>
    public long Scan(long key) => Ask(WebPart.Database, WebPartVerb.Scan, key);

    /// <summary>What the cache remembers for a key; null for nothing.</summary>
    public long? Recall(long key) => Ask(WebPart.Cache, WebPartVerb.Recall, key) is >= 0 and var known ? known : null;

    /// <summary>Makes the cache remember an answer, which is not negative.</summary>
    public void Remember(long key, long answer) => Ask(WebPart.Cache, WebPartVerb.Remember, key, answer);

    /// <summary>Leaves work in the queue, and says how much lies there.</summary>
    public long Leave(long work) => Ask(WebPart.Queue, WebPartVerb.Leave, work);

    /// <summary>Takes the work that was left first; null when there is none.</summary>
    public long? Take() => Ask(WebPart.Queue, WebPartVerb.Take) is >= 0 and var work ? work : null;

    /// <summary>Ends the three processes.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (Socket socket in _sockets)
            socket.Dispose();
        foreach (ServerProcess process in _processes)
            await process.DisposeAsync().ConfigureAwait(false);
    }

    internal long Ask(WebPart part, WebPartVerb verb, long first = 0, long second = 0)
    {
        _question[0] = (byte)verb;
        BinaryPrimitives.WriteInt64LittleEndian(_question.AsSpan(1), first);
        BinaryPrimitives.WriteInt64LittleEndian(_question.AsSpan(9), second);
        Socket socket = _sockets[(int)part];
        socket.Send(_question);
        return SocketFrames.Fill(socket, _answer)
            ? BinaryPrimitives.ReadInt64LittleEndian(_answer)
            : throw new IOException($"The {part} has closed the connection.");
    }
}
