using System.Runtime.InteropServices;

namespace Workloads.Processes.Wire;

/// <summary>
/// The 16 bytes in front of every message between a pool and a worker; numbers are little-endian, as every platform of .NET has them.
/// </summary>
/// <remarks>
/// It has fields and no properties, and is read and written as it lies: a worker compiles whatever it uses before its first answer.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 1, Size = Size)]
internal readonly unsafe struct FrameHeader(int length, FrameKind kind, FrameFlags flags, ushort workload, int count)
{
    public const int Size = 16;

    /// <summary>The bytes that follow the header.</summary>
    public readonly int Length = length;

    /// <summary>What they are.</summary>
    public readonly FrameKind Kind = kind;

    /// <summary>How the worker should answer.</summary>
    public readonly FrameFlags Flags = flags;

    /// <summary>The number that a <see cref="FrameKind.Name"/> frame gave the workload.</summary>
    public readonly ushort Workload = workload;

    /// <summary>How many calls or results they hold.</summary>
    public readonly int Count = count;

    /// <summary>Two time stamps, start and end, stand in front of every answer.</summary>
    public const int StampsSize = 2 * sizeof(long);

    /// <summary>The most bytes that a call takes and returns: 1 GiB.</summary>
    public const int MaxPayload = 1 << 30;

    /// <summary>
    /// A longer frame is not one of ours: some other program writes into the pipe. The longest one answers with as many bytes as a call may
    /// return.
    /// </summary>
    public const int MaxLength = StampsSize + MaxPayload;

    public static FrameHeader Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Size)
            throw Foreign();
        fixed (byte* place = bytes)
        {
            FrameHeader header = *(FrameHeader*)place;
            return header.Length >= 0 && header.Length <= MaxLength && header.Kind >= FrameKind.Name && header.Kind <= FrameKind.AreaMapped
                ? header : throw Foreign();
        }
    }

    public void Write(Span<byte> bytes)
    {
        if (bytes.Length < Size)
            throw Foreign();
        fixed (byte* place = bytes)
            *(FrameHeader*)place = this;
    }

    private static InvalidDataException Foreign() => new("What came through the worker's pipe is not a frame of the pool's protocol.");
}

/// <summary>What a frame holds.</summary>
internal enum FrameKind : byte
{
    /// <summary>To the worker: a workload's name (UTF-8), which later frames call by the header's number.</summary>
    Name = 1,

    /// <summary>To the worker: <see cref="FrameHeader.Count"/> sizes of 8 bytes.</summary>
    Calls,

    /// <summary>To the worker: one call's bytes.</summary>
    Payload,

    /// <summary>To the worker: the name of an area of shared memory (UTF-8); its length is in <see cref="FrameHeader.Count"/>.</summary>
    MapArea,

    /// <summary>To the worker: one call's bytes lie in the shared area; how many is in <see cref="FrameHeader.Count"/>.</summary>
    SharedPayload,

    /// <summary>From the worker: it is ready.</summary>
    Hello,

    /// <summary>From the worker: stamps, then <see cref="FrameHeader.Count"/> results of 8 bytes, then the spans when asked for.</summary>
    Results,

    /// <summary>From the worker: stamps, then the type, message and stack of what one call threw.</summary>
    Failure,

    /// <summary>From the worker: stamps, then one call's bytes.</summary>
    PayloadResult,

    /// <summary>
    /// From the worker: stamps; the bytes lie in the second half of the shared area, and <see cref="FrameHeader.Count"/> says how many.
    /// </summary>
    SharedResult,

    /// <summary>From the worker: stamps; it holds the area now, whose name is no longer needed.</summary>
    AreaMapped,
}

/// <summary>How a worker answers a frame of calls.</summary>
[Flags]
internal enum FrameFlags : byte
{
    None = 0,

    /// <summary>Each result is written before the next call begins, so that the pool knows which call a dead worker held.</summary>
    OneByOne = 1,

    /// <summary>Each result comes with the time at which its call began and ended.</summary>
    Spans = 2,

    /// <summary>
    /// Results that have waited for 0.2 ms when a call ends are written before the next one begins: the pool tells a call's time by them.
    /// </summary>
    Prompt = 4,

    /// <summary>
    /// The answers to earlier frames are written before the first call begins, since their calls have more time or no limit at all.
    /// </summary>
    AnswersFirst = 8,
}
