using RabbitMQ.Client.Exceptions;

namespace Workloads.TaskQueues.Links;

/// <summary>Acknowledges deliveries that are done with in the order in which they came: many at once, and the last ones after a moment.</summary>
internal sealed class Acknowledger(BrokerSession session)
{
    private const int AtOnce = 32;

    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(20);

    private int _waiting;
    private ulong _last;

    /// <summary>One more is done with; called for one delivery after the other.</summary>
    public async Task AddAsync(ulong tag)
    {
        Volatile.Write(ref _last, tag);
        int waiting = Interlocked.Increment(ref _waiting);
        if (waiting >= AtOnce)
            await FlushAsync().ConfigureAwait(false);
        else if (waiting == 1)
            _ = FlushLaterAsync();
    }

    private async Task FlushLaterAsync()
    {
        await Task.Delay(s_moment).ConfigureAwait(false);
        await FlushAsync().ConfigureAwait(false);
    }

    private async Task FlushAsync()
    {
        if (Interlocked.Exchange(ref _waiting, 0) == 0)
            return;
        try
        {
            await session.Channel.BasicAckAsync(Volatile.Read(ref _last), multiple: true).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RabbitMQClientException or IOException or ObjectDisposedException)
        {
            // The session was lost: they come once more, and are known by then.
        }
    }
}
