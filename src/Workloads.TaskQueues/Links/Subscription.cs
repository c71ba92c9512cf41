using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Workloads.TaskQueues.Links;

/// <summary>Deliveries of a queue over one session, each to be acknowledged, until it is cancelled or the session is lost.</summary>
internal sealed class Subscription
{
    private readonly BrokerSession _session;
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _tag = "";

    private Subscription(BrokerSession session) => _session = session;

    /// <summary>Begins.</summary>
    /// <param name="session">Over which connection.</param>
    /// <param name="queue">Of which queue.</param>
    /// <param name="ahead">How many may be delivered and not acknowledged.</param>
    /// <param name="onDelivery">Called for one after the other, with what is to be done with; what it needs of the message after it
    /// returns, it copies.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Subscription> StartAsync(
        BrokerSession session, string queue, ushort ahead, Func<BasicDeliverEventArgs, Acknowledger.Delivery, Task> onDelivery,
        CancellationToken cancellationToken)
    {
        var subscription = new Subscription(session);
        var consumer = new AsyncEventingBasicConsumer(session.Channel);
        consumer.ReceivedAsync += (_, delivery) => onDelivery(delivery, session.Acknowledger.Take(delivery.DeliveryTag));
        consumer.UnregisteredAsync += (_, _) =>
        {
            subscription._over.TrySetResult();
            return Task.CompletedTask;
        };
        await session.Channel.BasicQosAsync(0, ahead, global: false, cancellationToken).ConfigureAwait(false);
        subscription._tag = await session.Channel.BasicConsumeAsync(queue, autoAck: false, consumer, cancellationToken)
            .ConfigureAwait(false);
        return subscription;
    }

    /// <summary>Ends it; when it returns, the last delivery has been handed over. What was under way goes back into the queue.</summary>
    public async Task CancelAsync(CancellationToken cancellationToken)
    {
        await _session.Channel.BasicCancelAsync(_tag, cancellationToken: cancellationToken).ConfigureAwait(false);
        await Task.WhenAny(_over.Task, _session.Lost).ConfigureAwait(false);
    }
}
