using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>Answers every client on a thread of its own, one question after the other, until the client closes the connection.</summary>
internal sealed class WebPartServer : IServer
{
    /// <summary>Bytes of a question and of an answer.</summary>
    public const int QuestionLength = 17, AnswerLength = 8;

    private readonly Socket _listener = LoopbackSocket.Listen();
    private readonly ConcurrentDictionary<Socket, bool> _clients = new();
    private readonly ConcurrentDictionary<long, long> _remembered = new();
    private readonly ConcurrentQueue<long> _left = new();
    private readonly long[] _keys = [];
    private readonly Dictionary<long, int> _index = [], _largeIndex = [];
    private long _answered;

    public WebPartServer(WebPartServerOptions options)
    {
        if (options.Part == WebPart.Database)
        {
            (_keys, _index) = Table(options.Rows);
            (_, _largeIndex) = Table(WebPartServerOptions.Growth * options.Rows);
        }

        new Thread(AcceptAll) { IsBackground = true }.Start();
    }

    public IReadOnlyDictionary<string, string> Address =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["port"] = Invariant($"{LoopbackSocket.PortOf(_listener)}") };

    public int Open => _clients.Count;

    public long Answered => Interlocked.Read(ref _answered);

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        foreach (Socket client in _clients.Keys)
            client.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Rows in no order, and where each lies.</summary>
    private static (long[] Keys, Dictionary<long, int> Index) Table(int rows)
    {
        long[] keys = [.. Enumerable.Range(0, rows).Select(static row => (long)row)];
        new Random(1).Shuffle(keys);
        return (keys, keys.Select(static (key, row) => (key, row)).ToDictionary());
    }

    private void AcceptAll()
    {
        try
        {
            while (true)
            {
                Socket client = _listener.Accept();
                client.NoDelay = true;
                _clients[client] = true;
                new Thread(() => AnswerAll(client)) { IsBackground = true }.Start();
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The listener was closed.
        }
    }

    private void AnswerAll(Socket client)
    {
        byte[] question = new byte[QuestionLength], answer = new byte[AnswerLength];
        try
        {
            while (SocketFrames.Fill(client, question))
            {
                long first = BinaryPrimitives.ReadInt64LittleEndian(question.AsSpan(1)),
                    second = BinaryPrimitives.ReadInt64LittleEndian(question.AsSpan(9));
                BinaryPrimitives.WriteInt64LittleEndian(answer, Answer((WebPartVerb)question[0], first, second));
                client.Send(answer);
                Interlocked.Increment(ref _answered);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // A client that vanished, or the end of the server.
        }

        client.Dispose();
        _clients.TryRemove(client, out _);
    }

    private long Answer(WebPartVerb verb, long first, long second)
    {
        switch (verb)
        {
            case WebPartVerb.Scan:
                return Scan(first);
            case WebPartVerb.Find:
                return _index.TryGetValue(first, out int row) ? row : -1;
            case WebPartVerb.FindAmongMore:
                return _largeIndex.TryGetValue(first, out int farther) ? farther : -1;
            case WebPartVerb.Remember:
                return _remembered[first] = second;
            case WebPartVerb.Recall:
                return _remembered.TryGetValue(first, out long known) ? known : -1;
            case WebPartVerb.Leave:
                _left.Enqueue(first);
                return _left.Count;
            case WebPartVerb.Take:
                return _left.TryDequeue(out long taken) ? taken : -1;
            default:
                return first;
        }
    }

    /// <summary>
    /// Row by row: a vectorised search would be an index's little sister. Optimised at once, so that who asks first waits no longer than
    /// others.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Scan(long key)
    {
        for (int row = 0; row < _keys.Length; row++)
        {
            if (_keys[row] == key)
                return row;
        }

        return -1;
    }
}
