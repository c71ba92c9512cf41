using System.Runtime.InteropServices;

namespace Workloads.Processes.Wire;

/// <summary>The 16 bytes in front of every message between a pool and a worker; numbers are little-endian, as every .NET platform stores them.</summary>
/// <param name="Length">The bytes that follow the header.</param>
/// <param name="Kind">What they are.</param>
/// <param name="Flags">How the worker should answer.</param>
/// <param name="Workload">The number that a <see cref="FrameKind.Name"/> frame gave the workload.</param>
/// <param name="Count">How many calls or results they hold.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1, Size = Size)]
internal readonly record struct FrameHeader(int Length, FrameKind Kind, FrameFlags Flags, ushort Workload, int Count)
{
    public const int Size = 16;

    /// <summary>A longer frame is not one of ours: some other program writes into the pipe.</summary>
    public const int MaxLength = 1 << 30;

    /// <summary>Two time stamps, start and end, stand in front of every answer.</summary>
    public const int StampsSize = 2 * sizeof(long);

    public static FrameHeader Read(ReadOnlySpan<byte> bytes)
    {
        var header = MemoryMarshal.Read<FrameHeader>(bytes);
        if (header.Length is < 0 or > MaxLength || header.Kind is < FrameKind.Name or > FrameKind.AreaMapped)
            throw new InvalidDataException("What came through the worker's pipe is not a frame of the pool's protocol.");
        return header;
    }

    public void Write(Span<byte> bytes) => MemoryMarshal.Write(bytes, in this);
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

    /// <summary>From the worker: stamps; the bytes lie in the second half of the shared area, and <see cref="FrameHeader.Count"/> says how many.</summary>
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
}
