using System.Text;
using Microsoft.DotNet.Interactive;
using Workloads.Notebooks.Hosting;

namespace Workloads.Notebooks.Engine;

/// <summary>
/// What cells write to the console, sent on in large pieces and at the latest after some milliseconds, so that a cell
/// that writes a hundred megabytes costs little and one that writes a line is seen at once. What code writes that the running
/// cell has not started is dropped, as in the notebook kernel.
/// </summary>
internal sealed class ConsoleCapture : TextWriter
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(30);

    private readonly FrameWriter _frames;
    private readonly FrameKind _kind;
    private readonly Lock _lock;
    private readonly char[] _buffer = new char[16 * 1024];
    private readonly AutoResetEvent _written;
    private ConsoleCapture? _other;
    private int _length;

    private ConsoleCapture(FrameWriter frames, FrameKind kind, Lock gate, AutoResetEvent written)
    {
        _frames = frames;
        _kind = kind;
        _lock = gate;
        _written = written;
        CoreNewLine = ['\n'];
    }

    /// <summary>Both of the console's streams; what is written to one and then to the other arrives in that order.</summary>
    public static CellConsole Both(FrameWriter frames)
    {
        var gate = new Lock();
        var written = new AutoResetEvent(false);
        var output = new ConsoleCapture(frames, FrameKind.Output, gate, written);
        var error = new ConsoleCapture(frames, FrameKind.ErrorOutput, gate, written) { _other = output };
        output._other = error;

        // A thread and no timer: cells may well keep every thread of the pool busy.
        new Thread(() => FlushAfterWrites(output, error, written)) { IsBackground = true, Name = "console" }.Start();
        return new CellConsole(output, error);
    }

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        // A context flows into the tasks and threads of its cell, and is complete when the cell has ended.
        if (KernelInvocationContext.Current is null or { IsComplete: true })
            return;
        lock (_lock)
        {
            _other?.Send();
            while (buffer.Length > 0)
            {
                if (_length == 0)
                    _written.Set();
                var taken = Math.Min(buffer.Length, _buffer.Length - _length);
                buffer[..taken].CopyTo(_buffer.AsSpan(_length));
                _length += taken;
                buffer = buffer[taken..];
                if (_length == _buffer.Length)
                    Send();
            }
        }
    }

    public override void WriteLine(string? value)
    {
        lock (_lock)
        {
            Write(value.AsSpan());
            Write(['\n']);
        }
    }

    public override void Flush()
    {
        lock (_lock)
            Send();
    }

    private static void FlushAfterWrites(ConsoleCapture output, ConsoleCapture error, AutoResetEvent written)
    {
        while (true)
        {
            written.WaitOne();
            Thread.Sleep(Delay);
            output.Flush();
            error.Flush();
        }
    }

    private void Send()
    {
        if (_length == 0)
            return;

        // Half of a surrogate pair waits for the other half.
        var rest = char.IsHighSurrogate(_buffer[_length - 1]) && _length > 1 ? 1 : 0;
        _frames.WriteText(_kind, _buffer.AsSpan(0, _length - rest));
        if (rest > 0)
            _buffer[0] = _buffer[_length - 1];
        _length = rest;
    }
}
