using System.Diagnostics;

namespace Workloads.TaskQueues.Brokers;

/// <summary>
/// A child that ends when its input does, and so with this process, in whatever way that ends. It says on its output when it is
/// ready.
/// </summary>
internal sealed class AttendedProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly Queue<string> _lastWords = new();

    private AttendedProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.UseShellExecute = false;
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginErrorReadLine();
    }

    /// <summary>The number by which the system knows it.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>The last line that it wrote to its error output.</summary>
    public string LastWords
    {
        get
        {
            lock (_lastWords)
                return _lastWords.LastOrDefault(line => line.Length > 0) ?? "";
        }
    }

    /// <summary>Starts it, and waits for the line that says that it is ready.</summary>
    /// <returns>The child, and the line.</returns>
    /// <exception cref="InvalidOperationException">It ended before; the message is its last line.</exception>
    public static async Task<(AttendedProcess Child, string Line)> StartAsync(ProcessStartInfo start, string ready,
        CancellationToken cancellationToken)
    {
        var child = new AttendedProcess(start);
        try
        {
            while (await child._process.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
            {
                child.Keep(line);
                if (!line.StartsWith(ready, StringComparison.Ordinal))
                    continue;
                _ = child.ReadOnAsync();
                return (child, line);
            }

            await child._process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            throw new InvalidOperationException(child.LastWords);
        }
        catch
        {
            await child.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends it alone, at once.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Returns when it has ended.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken = default) => _process.WaitForExitAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(s_grace).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or IOException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync().ConfigureAwait(false);
        }

        _process.Dispose();
    }

    /// <summary>A pipe that nobody empties would hold the child up.</summary>
    private async Task ReadOnAsync()
    {
        try
        {
            while (await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
                Keep(line);
        }
        catch (Exception exception) when (exception is ObjectDisposedException or IOException or InvalidOperationException)
        {
            // It has been let go of.
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_lastWords)
        {
            _lastWords.Enqueue(line.Trim());
            while (_lastWords.Count > 20)
                _lastWords.Dequeue();
        }
    }
}
