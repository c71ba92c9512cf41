using System.Diagnostics;
using System.Globalization;

namespace Workloads.Processes;

/// <summary>
/// A server that runs as a process of its own, as its parent sees it. It ends when it is disposed, and when this process ends in
/// whatever way, since its input ends then.
/// </summary>
public sealed class ServerProcess : IServerProcess
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly SemaphoreSlim _asking = new(1);
    private bool _disposed;

    private ServerProcess(Process process, ServerOptions options, IReadOnlyDictionary<string, string> address)
    {
        _process = process;
        Options = options;
        Address = address;
        ProcessId = process.Id;
    }

    /// <summary>What it was started with.</summary>
    public ServerOptions Options { get; }

    /// <summary>What a client needs to reach it, such as <c>port</c>.</summary>
    public IReadOnlyDictionary<string, string> Address { get; }

    /// <summary>The loopback port it listens on; 0 for a server on a Unix socket.</summary>
    public int Port => Address.TryGetValue("port", out string? port) ? int.Parse(port, CultureInfo.InvariantCulture) : 0;

    /// <summary>The number by which the system knows it.</summary>
    public int ProcessId { get; }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    internal static async Task<ServerProcess> StartAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        ProcessStartInfo start =
            WorkerProgram.Current.StartInfo([ServerVerbs.Argument, options.Kind, .. ServerWords.Write(options.ToWords())]);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            string? line = await process.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            string[] words = line?.Split(' ') ?? [];
            if (words.FirstOrDefault() == ServerVerbs.Ready)
                return new(process, options, new ServerWords(words.Skip(1)).Values);

            string said = (await errors.WaitAsync(Grace, cancellationToken).ConfigureAwait(false)).Trim();
            throw new InvalidOperationException($"The server '{options.Kind}' did not start. {said}");
        }
        catch
        {
            await EndAsync(process).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What the server says about itself now.</summary>
    /// <param name="afterCollection">Whether it collects its garbage first, so that what is left is what it holds.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <exception cref="InvalidOperationException">The server has ended.</exception>
    internal async Task<ServerStatus> StatusAsync(bool afterCollection = false, CancellationToken cancellationToken = default)
    {
        await _asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            string question = afterCollection ? ServerVerbs.CollectQuestion : ServerVerbs.StatusQuestion;
            await _process.StandardInput.WriteLineAsync(question.AsMemory(), cancellationToken).ConfigureAwait(false);
            await _process.StandardInput.FlushAsync(cancellationToken).ConfigureAwait(false);
            string? answer = await _process.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            if (answer is not null)
                return ServerStatus.Parse(answer);
        }
        catch (IOException)
        {
        }
        finally
        {
            _asking.Release();
        }

        throw new InvalidOperationException($"The server '{Options.Kind}' has ended.");
    }

    /// <summary>Ends it at once, as a crash would.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Returns when it has ended.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken = default) => _process.WaitForExitAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        await EndAsync(_process).ConfigureAwait(false);
        _asking.Dispose();
    }

    private static async Task EndAsync(Process process)
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It had ended before us.
        }

        using (var grace = new CancellationTokenSource(Grace))
        {
            try
            {
                await process.WaitForExitAsync(grace.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }

        process.Dispose();
    }
}
