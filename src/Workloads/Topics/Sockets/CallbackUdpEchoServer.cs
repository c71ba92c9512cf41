using System.Net;
using System.Net.Sockets;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>One receiving and one sending operation, each of which calls back when it was not done at once (D12).</summary>
internal sealed class CallbackUdpEchoServer : UdpEchoServer
{
    private readonly SocketAsyncEventArgs _receive = new() { RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, 0) };
    private readonly SocketAsyncEventArgs _send = new();

    public override IServer Start()
    {
        byte[] buffer = new byte[MaxDatagram];
        _receive.SetBuffer(buffer, 0, buffer.Length);
        _receive.Completed += (_, _) => Guarded(() =>
        {
            if (SentBack())
                Pump();
        });
        _send.SetBuffer(buffer, 0, buffer.Length);
        _send.Completed += (_, _) => Guarded(() =>
        {
            CountAnswer();
            Pump();
        });
        ThreadPool.QueueUserWorkItem(_ => Guarded(Pump));
        return this;
    }

    /// <summary>Receives and sends for as long as both are done at once; the callbacks take over when one is not.</summary>
    private void Pump()
    {
        while (!Socket.ReceiveFromAsync(_receive))
        {
            if (!SentBack())
                return;
        }
    }

    /// <summary>Sends back what was received; false when that is not done yet.</summary>
    private bool SentBack()
    {
        if (_receive.SocketError != SocketError.Success)
            return true;
        _send.RemoteEndPoint = _receive.RemoteEndPoint;
        _send.SetBuffer(0, _receive.BytesTransferred);
        if (Socket.SendToAsync(_send))
            return false;
        CountAnswer();
        return true;
    }

    private void Guarded(Action step)
    {
        try
        {
            step();
        }
        catch (ObjectDisposedException)
        {
            _receive.Dispose();
            _send.Dispose();
        }
    }
}
