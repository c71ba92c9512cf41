using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Workloads.Notebooks.Hosting;

/// <summary>Reads frames, one after the other.</summary>
internal sealed class FrameReader(Stream stream)
{
    private readonly byte[] _header = new byte[5];
    private byte[] _payload = new byte[64 * 1024];
    private int _length;

    public FrameKind Kind { get; private set; }

    public string Text => Encoding.UTF8.GetString(_payload, 0, _length);

    public T Json<T>(JsonTypeInfo<T> type) => JsonSerializer.Deserialize(_payload.AsSpan(0, _length), type)!;

    /// <summary>Reads the next frame.</summary>
    /// <returns>False when the other side is gone.</returns>
    public bool Read()
    {
        if (stream.ReadAtLeast(_header, _header.Length, throwOnEndOfStream: false) < _header.Length)
            return false;
        Kind = (FrameKind)_header[0];
        _length = BinaryPrimitives.ReadInt32LittleEndian(_header.AsSpan(1));
        if (_payload.Length < _length)
            _payload = new byte[_length];
        return stream.ReadAtLeast(_payload.AsSpan(0, _length), _length, throwOnEndOfStream: false) == _length;
    }
}
