using System.Text;

namespace Workloads.Processes.Dispatch;

/// <summary>The end of what a worker prints, kept for the day it dies; the rest is let go.</summary>
internal sealed class LastWords
{
    private const int Kept = 2_048;

    private readonly Lock _gate = new();
    private readonly byte[] _ring = new byte[Kept];
    private long _written;

    /// <summary>Reads until the stream ends or is closed.</summary>
    public async Task ListenAsync(Stream stream)
    {
        byte[] buffer = new byte[Kept];
        try
        {
            while (await stream.ReadAsync(buffer).ConfigureAwait(false) is > 0 and int count)
                Keep(buffer.AsSpan(0, count));
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The worker is gone.
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        lock (_gate)
        {
            int length = (int)Math.Min(_written, Kept);
            byte[] text = new byte[length];
            for (int i = 0; i < length; i++)
                text[i] = _ring[(_written - length + i) % Kept];
            return Encoding.UTF8.GetString(text).Trim();
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            foreach (byte value in bytes)
                _ring[_written++ % Kept] = value;
        }
    }
}
