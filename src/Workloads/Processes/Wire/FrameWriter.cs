using System.Runtime.InteropServices;
using System.Text;

namespace Workloads.Processes.Wire;

/// <summary>Frames laid one behind the other in memory that grows with them and is used again, to be written at once.</summary>
internal sealed class FrameWriter(int capacity = 16 * 1024)
{
    private byte[] _bytes = new byte[capacity];
    private int _length;

    /// <summary>How many bytes there are to be written.</summary>
    public int Length => _length;

    /// <summary>What there is to be written.</summary>
    public ReadOnlyMemory<byte> Memory => new(_bytes, 0, _length);

    /// <inheritdoc cref="Memory"/>
    public ReadOnlySpan<byte> Written => new(_bytes, 0, _length);

    /// <summary>Lays down a header, and returns the place for what follows it.</summary>
    public Span<byte> Add(FrameHeader header)
    {
        header.Write(Reserve(FrameHeader.Size));
        return Reserve(header.Length);
    }

    /// <summary>The place for so many more bytes.</summary>
    public Span<byte> Reserve(int count)
    {
        int needed = _length + count;
        if (needed > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(needed, 2 * _bytes.Length));

        var place = new Span<byte>(_bytes, _length, count);
        _length = needed;
        return place;
    }

    /// <summary>Lays down the header and the stamps of a frame whose bytes are written from where they are.</summary>
    public Span<byte> AddStampsOnly(FrameKind kind, int bytesToFollow)
    {
        int frameStart = _length;
        Span<byte> stamps = Add(new(FrameHeader.StampsSize, kind, FrameFlags.None, workload: 0, count: 1));
        new FrameHeader(FrameHeader.StampsSize + bytesToFollow, kind, FrameFlags.None, workload: 0,
            count: 1).Write(new(_bytes, frameStart, FrameHeader.Size));
        return stamps;
    }

    /// <summary>Lays down a frame of calls.</summary>
    public void AddCalls(ushort workload, FrameFlags flags, ReadOnlySpan<long> sizes)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(sizes);
        bytes.CopyTo(Add(new(bytes.Length, FrameKind.Calls, flags, workload, sizes.Length)));
    }

    /// <summary>Lays down a frame that holds a name.</summary>
    public void AddName(FrameKind kind, ushort workload, int count, string name) =>
        Encoding.UTF8.GetBytes(name, Add(new(Encoding.UTF8.GetByteCount(name), kind, FrameFlags.None, workload, count)));

    /// <summary>Takes the end of the last frame back, and corrects its header.</summary>
    public void Shorten(int frameStart, FrameHeader header)
    {
        header.Write(new(_bytes, frameStart, FrameHeader.Size));
        _length = frameStart + FrameHeader.Size + header.Length;
    }

    /// <summary>Forgets what was laid down.</summary>
    public void Clear() => _length = 0;

    /// <summary>Writes all frames with one write, and forgets them.</summary>
    public void Flush(Stream stream)
    {
        if (_length == 0)
            return;
        stream.Write(_bytes, 0, _length);
        _length = 0;
    }
}
