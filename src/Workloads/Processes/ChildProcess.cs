using System.Diagnostics;
using Workloads.Show;

namespace Workloads.Processes;

/// <summary>
/// A child process that runs beside this one: it can be looked at while something else is done (E1), is fed and read at the
/// same time whatever the pipes hold (E2), and is ended with all that it has started when it takes too long (E3).
/// </summary>
/// <remarks>
/// What it has started are its descendants, and on Linux also those whose parents have ended but which can still print into its
/// outputs. A daemon, which has let go of both, goes on; so does on other systems whatever has lost its parent.
/// </remarks>
public sealed class ChildProcess : IAsyncDisposable
{
    /// <summary>How long to wait for the last output of a child that was ended, before asking who else holds its pipes.</summary>
    private static readonly TimeSpan s_lastOutput = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How long to wait for those that were ended to be gone: the system may be slow, and one that escaped may hold the pipe.
    /// </summary>
    private static readonly TimeSpan s_afterEnd = TimeSpan.FromMilliseconds(500);

    private const int MaxRounds = 3;

    private readonly Process _process;
    private readonly ChildTree _tree;
    private readonly ChildOutput _output, _error;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Task _reading, _feeding;

    private ChildProcess(Command command, Func<Stream, Task> feed, Func<Stream, Task>? passOn, Action<ChildLine>? onLine)
    {
        Command = command;
        _process = Process.Start(command.StartInfo()) ?? throw new InvalidOperationException($"{command} was not started.");
        _tree = new(_process);
        _output = new(isError: false, onLine);
        _error = new(isError: true, onLine);
        Stream output = _process.StandardOutput.BaseStream;
        _reading = Task.WhenAll(passOn is null ? _output.ReadAsync(output) : passOn(output),
            _error.ReadAsync(_process.StandardError.BaseStream));
        _feeding = FeedAsync(feed);
    }

    /// <summary>What was started.</summary>
    public Command Command { get; }

    /// <summary>The system's number for it.</summary>
    public int Id => _process.Id;

    /// <summary>Starts a child.</summary>
    /// <param name="command">What to start.</param>
    /// <param name="input">What it reads from its standard input.</param>
    /// <param name="onLine">Called with each line that it prints, as soon as it is there, from a thread of the pool.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static ChildProcess Start(Command command, ReadOnlyMemory<byte> input = default, Action<ChildLine>? onLine = null) =>
        Start(command, stream => stream.WriteAsync(input).AsTask(), passOn: null, onLine);

    /// <summary>Whether a process is at work, child or not. One that has ended and waits for its parent to notice is not.</summary>
    /// <param name="id">The system's number for it.</param>
    public static bool IsRunning(int id)
    {
        try
        {
            if (OperatingSystem.IsLinux())
                return ProcessState.Of(id) is { IsRunning: true };
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Starts a child that is fed by a function, and whose output another one takes.</summary>
    internal static ChildProcess Start(Command command, Func<Stream, Task> feed, Func<Stream, Task>? passOn = null,
        Action<ChildLine>? onLine = null)
    {
        ArgumentNullException.ThrowIfNull(command);
        return new(command, feed, passOn, onLine);
    }

    /// <summary>Looks whether it has ended, without waiting.</summary>
    /// <returns>Its exit code, or null while it runs.</returns>
    public int? Poll() => _process.HasExited ? _process.ExitCode : null;

    /// <summary>Waits for its end and for all of its output.</summary>
    /// <param name="timeout">How long it may run from now on, before it is ended together with all that it has started.</param>
    /// <param name="cancellationToken">Ends it, together with all that it has started; so does a notebook's stop button.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time-out is shorter than 1 ms, or longer than 24 days.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing is left running.</exception>
    public async Task<ChildResult> WaitAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        CheckedTimeout(timeout);
        using CancellationTokenSource stopped = NotebookCancellation.With(cancellationToken);
        bool late = false;
        try
        {
            await EndAsync().WaitAsync(timeout ?? Timeout.InfiniteTimeSpan, stopped.Token).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            late = true;
            await KillAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await KillAsync().ConfigureAwait(false);
            throw;
        }

        return new(Command, _process.ExitCode, _output.Bytes, _error.Bytes, Stopwatch.GetElapsedTime(_started), late);
    }

    internal static TimeSpan? CheckedTimeout(TimeSpan? timeout) =>
        timeout is null || (timeout >= TimeSpan.FromMilliseconds(1) && timeout <= TimeSpan.FromDays(24))
        ? timeout
        : throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A child may run from 1 ms to 24 days before it is ended.");

    /// <summary>Ends it, together with all that it has started, and waits until they are gone.</summary>
    public async Task KillAsync()
    {
        IEnumerable<int> ended = _tree.End();
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        await Task.WhenAny(_reading, Task.Delay(s_lastOutput)).ConfigureAwait(false);

        // One of those that hold a pipe may have started another just before it was stopped.
        for (int round = 0; round < MaxRounds && !_reading.IsCompleted && _tree.EndOrphans() is { Count: > 0 } orphans; round++)
        {
            ended = ended.Concat(orphans);
            await Task.WhenAny(_reading, Task.Delay(s_afterEnd)).ConfigureAwait(false);
        }

        var clock = Stopwatch.StartNew();
        while (ended.Any(IsRunning) && clock.Elapsed < s_afterEnd)
            await Task.Delay(1).ConfigureAwait(false);
    }

    /// <summary>Ends it when it still runs, and closes its pipes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync().ConfigureAwait(false);
        _process.StandardOutput.Dispose();
        _process.StandardError.Dispose();
        await Task.WhenAll(_reading, _feeding).ConfigureAwait(false);
        _process.Dispose();
    }

    private async Task EndAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
    }

    /// <summary>Writes its input, in a flow of its own: it may print much before it has read all.</summary>
    private async Task FeedAsync(Func<Stream, Task> feed)
    {
        Stream input = _process.StandardInput.BaseStream;
        try
        {
            await feed(input).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // It has read as much as it wanted.
        }

        try
        {
            await input.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Likewise.
        }
    }
}
