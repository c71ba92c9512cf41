using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Workloads.Notebooks.Hosting;

/// <summary>Writes frames: one byte of kind, four of length, the payload. May be called from several threads.</summary>
internal sealed class FrameWriter(Stream stream)
{
    private const int HeaderLength = 5;

    private readonly Lock _lock = new();
    private byte[] _buffer = new byte[64 * 1024];

    public void Write(FrameKind kind) => WriteText(kind, default);

    public void WriteJson<T>(FrameKind kind, T message, JsonTypeInfo<T> type) =>
        WriteBytes(kind, JsonSerializer.SerializeToUtf8Bytes(message, type));

    public void WriteText(FrameKind kind, ReadOnlySpan<char> text)
    {
        lock (_lock)
        {
            Ensure(Encoding.UTF8.GetMaxByteCount(text.Length));
            Send(kind, Encoding.UTF8.GetBytes(text, _buffer.AsSpan(HeaderLength)));
        }
    }

    private void WriteBytes(FrameKind kind, byte[] payload)
    {
        lock (_lock)
        {
            Ensure(payload.Length);
            payload.CopyTo(_buffer, HeaderLength);
            Send(kind, payload.Length);
        }
    }

    private void Ensure(int length)
    {
        if (_buffer.Length < length + HeaderLength)
            _buffer = new byte[length + HeaderLength];
    }

    private void Send(FrameKind kind, int length)
    {
        _buffer[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(1), length);
        stream.Write(_buffer, 0, length + HeaderLength);
        stream.Flush();
    }
}
