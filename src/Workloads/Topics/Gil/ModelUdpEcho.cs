using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Workloads.Interpreter;

namespace Workloads.Topics;

/// <summary>
/// A thread of the model that echoes datagrams beside others that compute (B4). It gives the lock up while it waits for one and
/// while it sends one back, as CPython's socket functions do; its client is no thread of the model, and needs no lock.
/// </summary>
public static class ModelUdpEcho
{
    private const int Size = 64;

    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(10);

    /// <summary>Sends datagrams one after the other, and waits for each to come back.</summary>
    /// <param name="options">The lock; CPython's ways when left out.</param>
    /// <param name="computingThreads">How many threads compute beside the echoing one; 0 measures it alone.</param>
    /// <param name="messages">How many datagrams: 1 or more.</param>
    /// <param name="cancellationToken">Ends it; no thread is left running.</param>
    /// <returns>What each round trip took, in seconds, in the order in which they were made.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="SocketException">A datagram did not come back within ten seconds.</exception>
    public static IReadOnlyList<double> RoundTrips(
        LockOptions? options = null, int computingThreads = 1, int messages = 200, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(computingThreads);
        ArgumentOutOfRangeException.ThrowIfLessThan(messages, 1);
        return ModelContention.Beside(computingThreads, options, (_, interpreter) =>
        {
            using Socket server = NewSocket(), client = NewSocket();
            client.Connect(server.LocalEndPoint!);
            var echoing = new Thread(() => interpreter.Run("echo", thread => Echo(thread, server), CancellationToken.None)) { IsBackground = true };
            echoing.Start();
            try
            {
                return Ask(client, messages, cancellationToken);
            }
            finally
            {
                client.Send(ReadOnlySpan<byte>.Empty);
                echoing.Join();
            }
        }, cancellationToken);
    }

    private static Socket NewSocket()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = (int)s_deadline.TotalMilliseconds };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    /// <summary>Until an empty datagram comes. When the socket fails, or none comes for too long, it ends too, and the client's own time-out tells.</summary>
    private static bool Echo(MachineThread thread, Socket server)
    {
        byte[] message = new byte[Size];
        EndPoint sender = new IPEndPoint(IPAddress.Any, 0);
        int length = 0;
        try
        {
            do
            {
                thread.Release(() => length = server.ReceiveFrom(message, ref sender));
                thread.Release(() => server.SendTo(message.AsSpan(0, length), sender));
            }
            while (length > 0);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static double[] Ask(Socket client, int messages, CancellationToken cancellationToken)
    {
        byte[] message = new byte[Size];
        var took = new double[messages];
        for (int number = 0; number < messages; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long start = Stopwatch.GetTimestamp();
            client.Send(message);
            client.Receive(message);
            took[number] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        return took;
    }
}
