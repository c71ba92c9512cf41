using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Workloads.TaskQueues.Wire;

/// <summary>Reads a frame from its start on, and trusts no length in it. Numbers are little-endian.</summary>
internal ref struct FrameReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Reads the four bytes in front of every frame.</summary>
    /// <exception cref="FrameException">They are others.</exception>
    public void ReadPreamble()
    {
        ReadOnlySpan<byte> preamble = Take(FrameWriter.Preamble.Length + 1);
        if (!preamble.StartsWith(FrameWriter.Preamble))
            throw new FrameException("it is no frame of a sweep");
        if (preamble[^1] != FrameWriter.Version)
            throw new FrameException(Invariant($"it is of version {preamble[^1]}, and this machine speaks version {FrameWriter.Version}"));
    }

    public byte ReadByte() => Take(1)[0];

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public Guid ReadGuid() => new(Take(16));

    /// <summary>Reads a number of things that follow.</summary>
    public int ReadCount(int min, int max)
    {
        int count = ReadInt32();
        return count >= min && count <= max ? count
            : throw new FrameException(Invariant($"it holds {count} of what there may be {min} to {max}"));
    }

    public long[] ReadNumbers(int count) => MemoryMarshal.Cast<byte, long>(Take(checked(count * sizeof(long)))).ToArray();

    public string ReadText(int maxBytes) => Encoding.UTF8.GetString(Take(ReadCount(0, maxBytes)));

    /// <summary>Refuses a frame that goes on.</summary>
    public readonly void ReadEnd()
    {
        if (_rest.Length > 0)
            throw new FrameException(Invariant($"{_rest.Length} bytes follow its end"));
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_rest.Length < count)
            throw new FrameException("it is cut off");
        ReadOnlySpan<byte> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
