using System.Runtime.InteropServices;
using Workloads.Processes.Wire;

namespace Workloads.Processes.Dispatch;

/// <summary>Reads a worker's answers, and cuts them into frames.</summary>
/// <param name="replies">What the worker writes.</param>
/// <param name="onFrame">Takes a frame.</param>
/// <param name="onPayload">Takes the bytes that one call returned, with the time stamps of its start and end.</param>
internal sealed class LinkReader(Stream replies, LinkReader.FrameHandler onFrame, Action<byte[], long, long> onPayload)
{
    private byte[] _buffer = new byte[64 * 1_024];
    private int _start, _end;

    public delegate void FrameHandler(FrameHeader header, ReadOnlySpan<byte> body);

    /// <summary>Reads until the worker closes the pipe, or writes something else than frames.</summary>
    /// <param name="afterRead">Called after each read, when its frames have been taken.</param>
    public async Task ReadAsync(Action afterRead)
    {
        try
        {
            while (await FillAsync().ConfigureAwait(false))
            {
                while (await TakeFrameAsync().ConfigureAwait(false))
                {
                    // The next one.
                }

                afterRead();
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or ObjectDisposedException
            or OperationCanceledException)
        {
            // The worker is gone, or must go.
        }
    }

    private async ValueTask<bool> FillAsync()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        int count = await replies.ReadAsync(_buffer.AsMemory(_end)).ConfigureAwait(false);
        _end += count;
        return count > 0;
    }

    private ValueTask<bool> TakeFrameAsync()
    {
        int held = _end - _start - FrameHeader.Size;
        if (held < 0)
            return new(result: false);
        var header = FrameHeader.Read(_buffer.AsSpan(_start));
        if (header.Kind == FrameKind.PayloadResult)
            return held >= FrameHeader.StampsSize ? TakePayloadAsync(header.Length - FrameHeader.StampsSize) : new(result: false);

        if (held < header.Length)
        {
            if (FrameHeader.Size + header.Length > _buffer.Length)
                Array.Resize(ref _buffer, FrameHeader.Size + header.Length);
            return new(result: false);
        }

        onFrame(header, _buffer.AsSpan(_start + FrameHeader.Size, header.Length));
        _start += FrameHeader.Size + header.Length;
        return new(result: true);
    }

    /// <summary>Bytes of a call go where they stay: a large result is not copied again.</summary>
    private async ValueTask<bool> TakePayloadAsync(int length)
    {
        (long started, long ended) = Stamps();
        _start += FrameHeader.Size + FrameHeader.StampsSize;
        byte[] bytes = GC.AllocateUninitializedArray<byte>(length);
        int buffered = Math.Min(length, _end - _start);
        _buffer.AsSpan(_start, buffered).CopyTo(bytes);
        _start += buffered;
        await replies.ReadExactlyAsync(bytes.AsMemory(buffered)).ConfigureAwait(false);
        onPayload(bytes, started, ended);
        return true;
    }

    private (long Started, long Ended) Stamps()
    {
        ReadOnlySpan<long> stamps = MemoryMarshal.Cast<byte, long>(_buffer.AsSpan(_start + FrameHeader.Size, FrameHeader.StampsSize));
        return (stamps[0], stamps[1]);
    }
}
