using System.Diagnostics;
using System.Net.Sockets;

namespace Workloads.Processes;

/// <summary>Reads so many bytes from a socket, within a time limit for all of them: a byte now and then does not buy more time.</summary>
internal static class SocketFrames
{
    /// <summary>Fills a frame, however long that takes; false when the peer closed before.</summary>
    public static bool Fill(Socket socket, byte[] frame)
    {
        for (int have = 0; have < frame.Length;)
        {
            int count = socket.Receive(frame, have, frame.Length - have, SocketFlags.None);
            if (count == 0)
                return false;
            have += count;
        }

        return true;
    }

    /// <summary>Null when the peer closed before all had come, or the limit was over.</summary>
    public static byte[]? Receive(Socket socket, int length, TimeSpan limit)
    {
        byte[] frame = new byte[length];
        long start = Stopwatch.GetTimestamp();
        for (int have = 0; have < length;)
        {
            TimeSpan left = limit - Stopwatch.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
                return null;
            // A receive time-out of 0 would mean none.
            socket.ReceiveTimeout = Math.Max(1, (int)left.TotalMilliseconds);
            int count = socket.Receive(frame, have, length - have, SocketFlags.None);
            if (count == 0)
                return null;
            have += count;
        }

        return frame;
    }

    /// <inheritdoc cref="Receive"/>
    public static async Task<byte[]?> ReceiveAsync(Socket socket, int length, TimeSpan limit, CancellationToken cancellationToken = default)
    {
        byte[] frame = new byte[length];
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(limit);
        for (int have = 0; have < length;)
        {
            int count = await socket.ReceiveAsync(frame.AsMemory(have), patience.Token).ConfigureAwait(false);
            if (count == 0)
                return null;
            have += count;
        }

        return frame;
    }
}
