using System.Buffers.Binary;

namespace Workloads.Topics;

/// <summary>What a client asks of the request server: to wait, as for a database, to compute, or neither.</summary>
/// <param name="WaitMilliseconds">From 0 to <see cref="MaxWait"/>.</param>
/// <param name="FibonacciN">A Fibonacci number to compute, from 0 to <see cref="MaxN"/>.</param>
public readonly record struct Request(int WaitMilliseconds, int FibonacciN)
{
    /// <summary>The longest wait, in milliseconds.</summary>
    public const int MaxWait = 10_000;

    /// <summary>The largest number: some 20 ms.</summary>
    public const int MaxN = 35;

    /// <summary>Bytes of a request, and of a reply.</summary>
    internal const int Length = 12, ReplyLength = 8;

    /// <summary>By which the server knows a request from garbage.</summary>
    private const uint Mark = 0x574B_4C31;

    /// <summary>A request that is answered at once.</summary>
    public static Request Quick => default;

    internal void Write(Span<byte> frame)
    {
        BinaryPrimitives.WriteUInt32BigEndian(frame, Mark);
        BinaryPrimitives.WriteInt32BigEndian(frame[4..], WaitMilliseconds);
        BinaryPrimitives.WriteInt32BigEndian(frame[8..], FibonacciN);
    }

    /// <summary>Reads a request; false when these bytes are none, or ask for too much.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> frame, out Request request)
    {
        request = new(BinaryPrimitives.ReadInt32BigEndian(frame[4..]), BinaryPrimitives.ReadInt32BigEndian(frame[8..]));
        return BinaryPrimitives.ReadUInt32BigEndian(frame) == Mark
            && request is { WaitMilliseconds: >= 0 and <= MaxWait, FibonacciN: >= 0 and <= MaxN };
    }

    /// <summary>A reply names the process that answered.</summary>
    internal static void WriteReply(Span<byte> frame)
    {
        BinaryPrimitives.WriteUInt32BigEndian(frame, Mark);
        BinaryPrimitives.WriteInt32BigEndian(frame[4..], Environment.ProcessId);
    }

    internal static int ReadReply(ReadOnlySpan<byte> frame) =>
        BinaryPrimitives.ReadUInt32BigEndian(frame) == Mark
            ? BinaryPrimitives.ReadInt32BigEndian(frame[4..])
            : throw new InvalidDataException("The reply is not one of a request server.");
}
