using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Workloads.TaskQueues.Wire;

/// <summary>Writes a frame; numbers are little-endian.</summary>
internal sealed class FrameWriter
{
    /// <summary>The version of the frames that this library speaks: it rises when they change.</summary>
    public const byte Version = 1;

    private readonly ArrayBufferWriter<byte> _bytes = new(64);

    public FrameWriter()
    {
        _bytes.Write(Preamble);
        Write(Version);
    }

    /// <summary>What every frame begins with; its version follows.</summary>
    public static ReadOnlySpan<byte> Preamble => "WLQ"u8;

    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    public FrameWriter Write(byte value)
    {
        _bytes.Write([value]);
        return this;
    }

    public FrameWriter Write(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(sizeof(int)), value);
        _bytes.Advance(sizeof(int));
        return this;
    }

    public FrameWriter Write(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(sizeof(long)), value);
        _bytes.Advance(sizeof(long));
        return this;
    }

    public FrameWriter Write(Guid value)
    {
        _bytes.Write(value.ToByteArray());
        return this;
    }

    public FrameWriter Write(ReadOnlySpan<long> values)
    {
        _bytes.Write(MemoryMarshal.AsBytes(values));
        return this;
    }

    public FrameWriter Write(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Write(utf8.Length);
        _bytes.Write(utf8);
        return this;
    }
}
