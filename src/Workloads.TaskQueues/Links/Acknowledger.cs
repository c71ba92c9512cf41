using RabbitMQ.Client.Exceptions;

namespace Workloads.TaskQueues.Links;

/// <summary>
/// Acknowledges deliveries that are done with, many at once and the last ones after a moment: a quorum queue takes few
/// acknowledgements at a time, and forgets those that wait when their channel ends.
/// </summary>
internal sealed class Acknowledger(BrokerSession session)
{
    private const int AtOnce = 32;

    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(5);

    /// <summary>How long those that are done with wait for one before them that is not.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _sending = new(1);

    /// <summary>Those that are not acknowledged, in the order in which they came.</summary>
    private readonly Queue<Delivery> _open = new();
    private int _waiting;

    /// <summary>A delivery has come; called in their order.</summary>
    public Delivery Take(ulong tag)
    {
        var delivery = new Delivery(tag);
        lock (_gate)
            _open.Enqueue(delivery);
        return delivery;
    }

    /// <summary>It is done with.</summary>
    public Task DoneAsync(Delivery delivery)
    {
        int waiting;
        lock (_gate)
        {
            delivery.DoneAt = Environment.TickCount64;
            waiting = ++_waiting;
        }

        if (waiting == 1)
            _ = FlushLaterAsync();
        return waiting == AtOnce ? FlushAsync() : Task.CompletedTask;
    }

    /// <summary>Acknowledges all that are done with. It never throws: over a lost session they come once more.</summary>
    public async Task FlushAsync()
    {
        await _sending.WaitAsync().ConfigureAwait(false);
        try
        {
            (ulong upTo, ulong[] singles) = NextToSend();
            if (upTo > 0)
                await session.Channel.BasicAckAsync(upTo, multiple: true).ConfigureAwait(false);
            foreach (ulong tag in singles)
                await session.Channel.BasicAckAsync(tag, multiple: false).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RabbitMQClientException or IOException or ObjectDisposedException)
        {
            // Whoever gets them then sorts them out.
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task FlushLaterAsync()
    {
        await Task.Delay(s_moment).ConfigureAwait(false);
        await FlushAsync().ConfigureAwait(false);
        if (HasWaiting())
        {
            await Task.Delay(s_patience).ConfigureAwait(false);
            await FlushAsync().ConfigureAwait(false);
        }
    }

    private bool HasWaiting()
    {
        lock (_gate)
            return _open.Any(delivery => delivery.IsDone && !delivery.IsSent);
    }

    /// <summary>All up to the first that is not done with, together; and those behind it, each by itself.</summary>
    private (ulong UpTo, ulong[] Singles) NextToSend()
    {
        lock (_gate)
        {
            _waiting = 0;
            ulong upTo = 0;
            while (_open.TryPeek(out Delivery? first) && first.IsDone)
                upTo = _open.Dequeue().IsSent ? upTo : first.Tag;
            long due = Environment.TickCount64 - (long)s_patience.TotalMilliseconds;
            Delivery[] behind = [.. _open.Where(delivery => delivery.DoneAt <= due && !delivery.IsSent)];
            foreach (Delivery delivery in behind)
                delivery.IsSent = true;
            return (upTo, [.. behind.Select(delivery => delivery.Tag)]);
        }
    }

    /// <summary>A message that was delivered and is to be acknowledged.</summary>
    internal sealed class Delivery(ulong tag)
    {
        public ulong Tag { get; } = tag;

        public long DoneAt { get; set; } = long.MaxValue;

        public bool IsDone => DoneAt != long.MaxValue;

        public bool IsSent { get; set; }
    }
}
