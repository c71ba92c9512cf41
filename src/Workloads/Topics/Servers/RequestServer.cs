using System.Net.Sockets;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>
/// Answers one request a connection. The models share this skeleton, so that two files read side by side teach the difference.
/// </summary>
internal abstract class RequestServer : IServer
{
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stop = new();
    private Task _serving = Task.CompletedTask;
    private int _open;
    private long _answered;

    protected RequestServer(RequestServerOptions options)
    {
        Options = options;
        _listener = LoopbackSocket.Listen(options.Port, options.SharesPort);
        Address = new Dictionary<string, string>(StringComparer.Ordinal) { ["port"] = Invariant($"{LoopbackSocket.PortOf(_listener)}") };
    }

    public IReadOnlyDictionary<string, string> Address { get; }

    public int Open => Volatile.Read(ref _open);

    public long Answered => Interlocked.Read(ref _answered);

    protected RequestServerOptions Options { get; }

    private CancellationToken Stopping => _stop.Token;

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _serving.ConfigureAwait(false);
        while (Open > 0)
            await Task.Delay(1).ConfigureAwait(false);
    }

    public RequestServer Start()
    {
        _serving = Task.Factory.StartNew(ServeAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .Unwrap();
        return this;
    }

    /// <summary>Answers one client after the other, until the listener is closed.</summary>
    protected abstract Task AnswerAllAsync();

    /// <summary>The next client, counted in from here on: stopping waits for the end of each that was taken.</summary>
    protected Socket Accept() => Counted(_listener.Accept());

    /// <inheritdoc cref="Accept"/>
    protected async Task<Socket> AcceptAsync() => Counted(await _listener.AcceptAsync(Stopping).ConfigureAwait(false));

    /// <summary>
    /// Answers a client on this thread, and closes the connection. A bad client is its own trouble: it never throws. When the server
    /// stops meanwhile there is no answer any more.
    /// </summary>
    protected void Answer(Socket client)
    {
        using var stopped = CloseWhenStopping(client);
        try
        {
            using (client)
            {
                client.NoDelay = true;
                if (SocketFrames.Receive(client, Request.Length, Options.PatienceWithClients) is not { } frame
                    || !Request.TryRead(frame, out Request request))
                    return;
                Stopping.WaitHandle.WaitOne(request.WaitMilliseconds);
                Fibonacci.Of(request.FibonacciN);
                Stopping.ThrowIfCancellationRequested();
                Span<byte> reply = stackalloc byte[Request.ReplyLength];
                Request.WriteReply(reply);
                client.Send(reply);
                Interlocked.Increment(ref _answered);
            }
        }
        catch (Exception exception) when (EndsTheConnection(exception))
        {
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    /// <summary>The same without keeping a thread waiting.</summary>
    protected async Task AnswerAsync(Socket client)
    {
        using var stopped = CloseWhenStopping(client);
        try
        {
            using (client)
            {
                client.NoDelay = true;
                if (await SocketFrames.ReceiveAsync(client, Request.Length, Options.PatienceWithClients)
                    .ConfigureAwait(false) is not { } frame || !Request.TryRead(frame, out Request request))
                    return;
                if (request.WaitMilliseconds > 0)
                    await Task.Delay(request.WaitMilliseconds, Stopping).ConfigureAwait(false);
                Fibonacci.Of(request.FibonacciN);
                Stopping.ThrowIfCancellationRequested();
                byte[] reply = new byte[Request.ReplyLength];
                Request.WriteReply(reply);
                await client.SendAsync(reply, CancellationToken.None).ConfigureAwait(false);
                Interlocked.Increment(ref _answered);
            }
        }
        catch (Exception exception) when (EndsTheConnection(exception))
        {
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    /// <summary>Whether an exception says no more than that a peer vanished, or that the server stops.</summary>
    private static bool EndsTheConnection(Exception exception) =>
        exception is SocketException or ObjectDisposedException or OperationCanceledException;

    private Socket Counted(Socket client)
    {
        Interlocked.Increment(ref _open);
        return client;
    }

    private CancellationTokenRegistration CloseWhenStopping(Socket client) =>
        Stopping.UnsafeRegister(static socket => ((Socket)socket!).Dispose(), client);

    private async Task ServeAsync()
    {
        while (!Stopping.IsCancellationRequested)
        {
            try
            {
                await AnswerAllAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (EndsTheConnection(exception))
            {
                // No descriptor left, or a client that left before its turn: the server goes on, after a breath.
                await Task.Delay(10).ConfigureAwait(false);
            }
        }
    }
}
