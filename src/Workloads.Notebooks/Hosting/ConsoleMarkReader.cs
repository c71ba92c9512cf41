using System.Text;

namespace Workloads.Notebooks.Hosting;

/// <summary>
/// Reads what a process writes to its real console past the managed one (native code, programs that cells start), and
/// tells when the mark that ends a cell's share has come.
/// </summary>
internal sealed class ConsoleMarkReader
{
    private readonly string _mark;
    private readonly Action<string> _onText;
    private readonly SemaphoreSlim _marks = new(0);
    private string _held = "";

    public ConsoleMarkReader(Stream stream, string mark, Action<string> onText)
    {
        _mark = mark;
        _onText = onText;
        // A thread of its own, since reading a pipe holds one until there is something to read.
        Ended = Task.Factory.StartNew(() => Read(stream), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Completes when the other side, and everything that inherited it, is gone.</summary>
    public Task Ended { get; }

    /// <summary>Waits until a cell's share is complete, and not forever, since a cell may close its console.</summary>
    public void WaitForMark(TimeSpan limit) => _marks.Wait(limit);

    private void Read(Stream stream)
    {
        var decoder = Encoding.UTF8.GetDecoder();
        var bytes = new byte[32 * 1024];
        var chars = new char[32 * 1024 + 1];
        try
        {
            while (stream.Read(bytes) is var count and > 0)
                Take(new string(chars, 0, decoder.GetChars(bytes.AsSpan(0, count), chars, flush: false)));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process is gone.
        }

        if (_held.Length > 0)
            _onText(_held);
    }

    private void Take(string text)
    {
        text = _held + text;
        for (var at = text.IndexOf(_mark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(_mark, StringComparison.Ordinal))
        {
            if (at > 0)
                _onText(text[..at]);
            text = text[(at + _mark.Length)..];
            _marks.Release();
        }

        // The beginning of a mark may end one read, and its rest begin the next.
        var start = text.LastIndexOf(_mark[0]);
        var held = start >= 0 && _mark.StartsWith(text[start..], StringComparison.Ordinal) ? text.Length - start : 0;
        if (text.Length > held)
            _onText(text[..^held]);
        _held = held == 0 ? "" : text[^held..];
    }
}
