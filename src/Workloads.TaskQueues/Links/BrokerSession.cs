using System.Threading.RateLimiting;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Workloads.TaskQueues.Links;

/// <summary>
/// One connection with one channel on it, from its opening to its loss. It never comes back; <see cref="BrokerLink"/> opens the next.
/// </summary>
internal sealed class BrokerSession
{
    /// <summary>How long a message may wait for its confirmation: clients were seen to wait forever after an outage.</summary>
    public static readonly TimeSpan PublishLimit = TimeSpan.FromSeconds(10);

    /// <summary>Messages that may wait for their confirmation at the same time.</summary>
    private const int ConfirmWindow = 1_024;

    private static readonly TimeSpan s_closeLimit = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IConnection _connection;
    private readonly ConcurrencyLimiter _confirmWindow;
    private long _blockedAt;

    private BrokerSession(IConnection connection, IChannel channel, ConcurrencyLimiter confirmWindow)
    {
        _connection = connection;
        _confirmWindow = confirmWindow;
        Channel = channel;
        Acknowledger = new(this);
        connection.ConnectionShutdownAsync += OnShutdownAsync;
        channel.ChannelShutdownAsync += OnShutdownAsync;
        connection.ConnectionBlockedAsync += OnBlockedAsync;
        connection.ConnectionUnblockedAsync += OnUnblockedAsync;
        if (!channel.IsOpen)
            _lost.TrySetResult();
    }

    public IChannel Channel { get; }

    /// <summary>Acknowledges what was delivered over it.</summary>
    public Acknowledger Acknowledger { get; }

    /// <summary>The broker's version, such as 3.10.8.</summary>
    public string ServerVersion =>
        (_connection.ServerProperties?.TryGetValue("version", out object? version) ?? false) && version is byte[] text
        ? System.Text.Encoding.UTF8.GetString(text)
        : "";

    /// <summary>Ends when the connection or its channel has ended, in whatever way.</summary>
    public Task Lost => _lost.Task;

    /// <summary>Why the broker takes no messages, such as an alarm; null while it does.</summary>
    public string? Blocked { get; private set; }

    /// <summary>The alarm for which it was ended, since it lasted; null when it was not.</summary>
    public string? Alarm { get; set; }

    /// <summary>For how long it has taken none.</summary>
    public TimeSpan BlockedFor => Blocked is null ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Environment.TickCount64 - _blockedAt);

    /// <summary>Called when the broker begins to take no messages.</summary>
    public event Action? OnBlocked;

    public static async Task<BrokerSession> OpenAsync(BrokerAddress address, string name, CancellationToken cancellationToken)
    {
        IConnection connection = await address.Factory().CreateConnectionAsync(name, cancellationToken).ConfigureAwait(false);
        var confirmWindow = new ConcurrencyLimiter(new() { PermitLimit = ConfirmWindow, QueueLimit = int.MaxValue });
        try
        {
            IChannel channel = await connection.CreateChannelAsync(new(true, true, confirmWindow), cancellationToken).ConfigureAwait(false);
            return new(connection, channel, confirmWindow);
        }
        catch
        {
            await AbortAsync(connection).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Publishes a message, and returns when the broker has confirmed it. While an alarm lasts, it waits.</summary>
    /// <exception cref="PublishException">No queue takes it, or the broker refused it.</exception>
    /// <exception cref="TimeoutException">It was not confirmed in time.</exception>
    public async Task PublishAsync(string exchange, string routingKey, BasicProperties properties, ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken)
    {
        Task confirmed = Channel.BasicPublishAsync(exchange, routingKey, mandatory: true, properties, body, CancellationToken.None)
            .AsTask();
        while (true)
        {
            try
            {
                await confirmed.WaitAsync(PublishLimit, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (TimeoutException) when (Blocked is not null)
            {
            }
        }
    }

    /// <summary>Ends it at once, since it does not answer.</summary>
    public void Break()
    {
        if (_lost.TrySetResult())
            _ = AbortAsync(_connection);
    }

    /// <summary>Says goodbye to the broker, for a moment at most.</summary>
    public async Task CloseAsync()
    {
        if (_lost.TrySetResult())
            await Acknowledger.FlushAsync().ConfigureAwait(false);
        await AbortAsync(_connection).ConfigureAwait(false);
        await _confirmWindow.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task AbortAsync(IConnection connection)
    {
        try
        {
            await connection.AbortAsync(s_closeLimit).WaitAsync(2 * s_closeLimit).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or IOException or RabbitMQClientException
            or OperationCanceledException or ObjectDisposedException)
        {
            // Whatever it says: the socket is closed when this process lets go of it.
        }

        connection.Dispose();
    }

    private Task OnShutdownAsync(object sender, ShutdownEventArgs shutdown)
    {
        _lost.TrySetResult();
        return Task.CompletedTask;
    }

    private Task OnBlockedAsync(object sender, ConnectionBlockedEventArgs blocked)
    {
        _blockedAt = Environment.TickCount64;
        Blocked = blocked.Reason;
        OnBlocked?.Invoke();
        return Task.CompletedTask;
    }

    private Task OnUnblockedAsync(object sender, AsyncEventArgs unblocked)
    {
        Blocked = null;
        return Task.CompletedTask;
    }
}
