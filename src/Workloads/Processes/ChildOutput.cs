using System.Text;

namespace Workloads.Processes;

/// <summary>One of a child's outputs, read to its end as it comes, so that the child never waits for a full pipe.</summary>
internal sealed class ChildOutput(bool isError, Action<ChildLine>? onLine)
{
    private readonly Lock _gate = new();
    private readonly MemoryStream _kept = new();
    private readonly MemoryStream _line = new();

    /// <summary>What has come so far.</summary>
    public byte[] Bytes
    {
        get
        {
            lock (_gate)
                return _kept.ToArray();
        }
    }

    /// <summary>Reads until every process that has the pipe has closed it, or this end is closed.</summary>
    public async Task ReadAsync(Stream stream)
    {
        byte[] buffer = new byte[64 * 1_024];
        try
        {
            while (await stream.ReadAsync(buffer).ConfigureAwait(false) is > 0 and int count)
                Take(buffer.AsSpan(0, count));
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Closed from this side.
        }

        EndLine();
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
            _kept.Write(bytes);
        if (onLine is null)
            return;

        while (bytes.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and int end)
        {
            _line.Write(bytes[..end]);
            EndLine();
            bytes = bytes[(end + 1)..];
        }

        _line.Write(bytes);
    }

    private void EndLine()
    {
        if (_line.Length == 0)
            return;
        string text = Encoding.UTF8.GetString(_line.GetBuffer().AsSpan(0, (int)_line.Length));
        _line.SetLength(0);
        onLine?.Invoke(new(text, isError));
    }
}
