using System.Diagnostics;
using System.Globalization;
using Workloads.Processes.Wire;

namespace Workloads.Processes.Dispatch;

/// <summary>A worker's process and the parent's ends of its pipes.</summary>
internal sealed class WorkerProcess : IDisposable
{
    /// <summary>How long to wait for the rest of what a dead worker printed: a child of its own may hold that pipe open.</summary>
    private static readonly TimeSpan s_printing = TimeSpan.FromMilliseconds(200);

    private readonly Process _process;
    private readonly LastWords _lastWords = new();
    private readonly Task _listening;

    /// <summary>Starts a worker.</summary>
    /// <exception cref="FileNotFoundException">There is no runtime to start it with.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">The system refused.</exception>
    public WorkerProcess(bool faults)
    {
        string parent = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        ProcessStartInfo start =
            WorkerProgram.Current.StartInfo(faults ? [Worker.Argument, parent, Worker.FaultsArgument] : [Worker.Argument, parent]);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} was not started.");
        Requests = _process.StandardInput.BaseStream;
        Replies = _process.StandardOutput.BaseStream;
        Id = _process.Id;
        _listening = _lastWords.ListenAsync(_process.StandardError.BaseStream);
    }

    /// <summary>The system's number for it.</summary>
    public int Id { get; }

    /// <summary>Where the pool writes.</summary>
    public Stream Requests { get; }

    /// <summary>Where the pool reads.</summary>
    public Stream Replies { get; }

    /// <summary>Memory of its own in bytes; 0 when it is gone.</summary>
    public long PrivateBytes => ProcessMemory.PrivateBytes(_process);

    /// <summary>Ends it at once.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Waits for its end.</summary>
    public async Task<WorkerEnd> WaitForEndAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        await Task.WhenAny(_listening, Task.Delay(s_printing)).ConfigureAwait(false);
        return new(_process.ExitCode, _lastWords.ToString(), TimedOut: null);
    }

    public void Dispose()
    {
        Requests.Dispose();
        Replies.Dispose();
        _process.StandardError.Dispose();
        _process.Dispose();
    }
}
