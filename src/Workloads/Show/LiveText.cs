namespace Workloads.Show;

/// <summary>
/// A text that changes while a cell runs: in place where the notebook's kernel can do that, as lines on the console elsewhere,
/// few enough to read.
/// </summary>
internal sealed class LiveText : IProgress<string>, IDisposable
{
    private readonly Lock _writing = new();
    private readonly TimeProvider _time;
    private readonly TextWriter _console;
    private readonly TimeSpan _interval;

    private Action<string>? _replace;
    private long? _written;
    private string? _waiting;
    private bool _disposed;

    /// <summary>A text that changes.</summary>
    /// <param name="time">The clock that holds back what comes too often; the system's when left out.</param>
    /// <param name="console">Where lines go when there is no notebook; the console when left out.</param>
    public LiveText(TimeProvider? time = null, TextWriter? console = null)
    {
        _time = time ?? TimeProvider.System;
        _console = console ?? Console.Out;
        // A console keeps every line, so it gets one every two seconds; an output that is replaced can change ten times a second.
        _replace = NotebookKernel.ShowText("…");
        _interval = _replace is not null ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(2);
    }

    private LiveText(Action<string> replace, TimeSpan interval) =>
        (_time, _console, _replace, _interval) = (TimeProvider.System, TextWriter.Null, replace, interval);

    /// <summary>
    /// A text in the running cell's output, replaced no more often than given; null where there is no kernel that can do that.
    /// </summary>
    internal static LiveText? InCell(TimeSpan interval) => NotebookKernel.ShowText("…") is { } replace ? new(replace, interval) : null;

    /// <summary>Shows a text in place of the one before; what comes too soon waits for the next, or for the end.</summary>
    public void Report(string value)
    {
        lock (_writing)
        {
            if (_disposed)
                return;
            if (_written is { } written && _time.GetElapsedTime(written) < _interval)
            {
                _waiting = value;
                return;
            }

            Write(value);
        }
    }

    /// <summary>Shows a text at once.</summary>
    internal void Show(string value)
    {
        lock (_writing)
            Write(value);
    }

    /// <summary>Shows a last text at once, and nothing after it.</summary>
    public void Finish(string value)
    {
        lock (_writing)
        {
            if (_disposed)
                return;
            Write(value);
            _disposed = true;
            _replace = null;
        }
    }

    /// <summary>Shows the last text, if it still waits.</summary>
    public void Dispose()
    {
        lock (_writing)
        {
            if (_disposed)
                return;
            if (_waiting is { } last)
                Write(last);
            _disposed = true;
            _replace = null;
        }
    }

    private void Write(string value)
    {
        _waiting = null;
        _written = _time.GetTimestamp();
        if (_replace is not null)
            _replace(value);
        else
            _console.WriteLine(value);
    }
}
