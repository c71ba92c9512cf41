using System.Net.Sockets;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>What the two styles of the UDP server share: there is no connection, so there is no client to keep.</summary>
internal abstract class UdpEchoServer : IServer
{
    /// <summary>The longest datagram.</summary>
    public const int MaxDatagram = 65_507;

    private long _answered;

    protected UdpEchoServer() =>
        Address = new Dictionary<string, string>(StringComparer.Ordinal) { ["port"] = Invariant($"{LoopbackSocket.PortOf(Socket)}") };

    public IReadOnlyDictionary<string, string> Address { get; }

    public int Open => 0;

    public long Answered => Interlocked.Read(ref _answered);

    protected Socket Socket { get; } = LoopbackSocket.BindUdp();

    protected bool IsStopped { get; private set; }

    public abstract IServer Start();

    public ValueTask DisposeAsync()
    {
        IsStopped = true;
        Socket.Dispose();
        return ValueTask.CompletedTask;
    }

    protected void CountAnswer() => Interlocked.Increment(ref _answered);
}
