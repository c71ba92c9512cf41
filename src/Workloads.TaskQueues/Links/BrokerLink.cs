using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Workloads.TaskQueues.Links;

/// <summary>
/// A connection that comes back for as long as it is wanted: each time it is opened, what is needed on it is set up anew. What
/// is published over it arrives once or more.
/// </summary>
internal sealed class BrokerLink : IAsyncDisposable
{
    /// <summary>How long an alarm may last before a client is told.</summary>
    private static readonly TimeSpan s_alarmPatience = TimeSpan.FromSeconds(2);

    /// <summary>How long the broker may be gone before a client is told.</summary>
    private static readonly TimeSpan s_outagePatience = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    private readonly string _name;
    private readonly Func<BrokerSession, CancellationToken, Task> _setUp;
    private readonly bool _failsWhenBlocked;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _keeping;
    private TaskCompletionSource<BrokerSession> _next = NewNext();
    private volatile BrokerSession? _session;
    private volatile Exception? _lastTrouble;
    private long _lostAt, _publishedAgain;

    private BrokerLink(BrokerAddress address, string name, Func<BrokerSession, CancellationToken, Task> setUp, bool failsWhenBlocked,
        BrokerSession first)
    {
        Address = address;
        _name = name;
        _setUp = setUp;
        _failsWhenBlocked = failsWhenBlocked;
        Use(first);
        _keeping = Task.Run(() => KeepAsync(first));
    }

    /// <summary>Where the broker is.</summary>
    public BrokerAddress Address { get; }

    /// <summary>The session that is open; null while there is none.</summary>
    public BrokerSession? Session => _session;

    /// <summary>How many messages were published again, since nobody knew whether they had arrived.</summary>
    public long PublishedAgain => Interlocked.Read(ref _publishedAgain);

    /// <summary>How often the connection was lost.</summary>
    public int Losses { get; private set; }

    /// <summary>Opens a connection and sets it up.</summary>
    /// <param name="address">Where the broker is.</param>
    /// <param name="name">What the broker's lists show.</param>
    /// <param name="setUp">Declares and consumes what is needed, on each new connection.</param>
    /// <param name="failsWhenBlocked">Whether whoever publishes is told about an alarm; else it waits until the alarm is over.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="QueueFailedException">The broker cannot be reached or does not do what is asked; the message says why.</exception>
    public static async Task<BrokerLink> OpenAsync(
        BrokerAddress address, string name, Func<BrokerSession, CancellationToken, Task> setUp, bool failsWhenBlocked,
        CancellationToken cancellationToken = default)
    {
        try
        {
            return new(address, name, setUp, failsWhenBlocked,
                await ConnectAsync(address, name, setUp, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw QueueFailedException.Of(failure, address);
        }
    }

    /// <summary>Publishes a message, and returns when the broker has confirmed it, if need be on another connection.</summary>
    /// <exception cref="PublishReturnException">There is no queue for it.</exception>
    /// <exception cref="QueueFailedException">An alarm, or an outage, lasts too long.</exception>
    public async Task PublishAsync(string exchange, string routingKey, BasicProperties properties, ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            BrokerSession session = await CurrentAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await session.PublishAsync(exchange, routingKey, properties, body, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (PublishException refused) when (!refused.IsReturn)
            {
                // The queue is full, or has no leader for a moment.
                await Task.Delay(s_pause, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not PublishException && !cancellationToken.IsCancellationRequested)
            {
                if (session.Alarm is { } alarm)
                    throw new QueueFailedException($"The broker at {Address} takes no messages: it is blocked by an alarm ({alarm}).");
                Interlocked.Increment(ref _publishedAgain);
                session.Break();
            }
        }
    }

    /// <summary>The open session, waited for while there is none.</summary>
    /// <exception cref="QueueFailedException">An alarm, or an outage, lasts too long.</exception>
    public async Task<BrokerSession> CurrentAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_end.IsCancellationRequested, this);
        if (_session is { } session)
            return session;
        TimeSpan patience = s_outagePatience - TimeSpan.FromMilliseconds(Environment.TickCount64 - Interlocked.Read(ref _lostAt));
        try
        {
            return await Volatile.Read(ref _next).Task.WaitAsync(patience > TimeSpan.Zero ? patience : TimeSpan.Zero, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new QueueFailedException(
                Invariant($"The broker at {Address} has been out of reach for {s_outagePatience.TotalMinutes:N0} min."), _lastTrouble);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested)
            return;
        await _end.CancelAsync().ConfigureAwait(false);
        await _keeping.ConfigureAwait(false);
        Volatile.Read(ref _next).TrySetException(new ObjectDisposedException(nameof(BrokerLink)));
        _ = Volatile.Read(ref _next).Task.Exception;
        _end.Dispose();
    }

    private static TaskCompletionSource<BrokerSession> NewNext() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static async Task<BrokerSession> ConnectAsync(
        BrokerAddress address, string name, Func<BrokerSession, CancellationToken, Task> setUp, CancellationToken cancellationToken)
    {
        BrokerSession session = await BrokerSession.OpenAsync(address, name, cancellationToken).ConfigureAwait(false);
        try
        {
            await setUp(session, cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.CloseAsync().ConfigureAwait(false);
            throw;
        }
    }

    private void Use(BrokerSession session)
    {
        if (_failsWhenBlocked)
            session.OnBlocked += () => _ = TellAlarmAsync(session);
        _lastTrouble = null;
        _session = session;
        Volatile.Read(ref _next).TrySetResult(session);
    }

    private async Task TellAlarmAsync(BrokerSession session)
    {
        await Task.Delay(s_alarmPatience).ConfigureAwait(false);
        if (session.Blocked is not { } reason || session.BlockedFor < s_alarmPatience / 2)
            return;
        session.Alarm = reason;
        session.Break();
    }

    private async Task KeepAsync(BrokerSession session)
    {
        while (true)
        {
            await Task.WhenAny(session.Lost, Task.Delay(Timeout.Infinite, _end.Token)).ConfigureAwait(false);
            // Before anybody can see that there is no session: who waits for the next one asks how long it has been gone.
            Interlocked.Exchange(ref _lostAt, Environment.TickCount64);
            Volatile.Write(ref _next, NewNext());
            _session = null;
            if (_end.IsCancellationRequested)
            {
                await session.CloseAsync().ConfigureAwait(false);
                return;
            }

            Losses++;
            _ = session.CloseAsync();
            if (await ReconnectAsync().ConfigureAwait(false) is not { } next)
                return;
            session = next;
        }
    }

    private async Task<BrokerSession?> ReconnectAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                BrokerSession session = await ConnectAsync(Address, _name, _setUp, _end.Token).ConfigureAwait(false);
                Use(session);
                return session;
            }
            catch (Exception failure)
            {
                _lastTrouble = failure;
                await Task.WhenAny(Task.Delay(s_pause, _end.Token)).ConfigureAwait(false);
            }
        }

        return null;
    }
}
