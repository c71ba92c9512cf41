using RabbitMQ.Client;
using Workloads.TaskQueues.Links;

namespace Workloads.TaskQueues.Dispatch;

/// <summary>
/// The exchanges and queues of one fleet, by the same prefix for all who belong to it. Calls go by their client's name through
/// an exchange into one queue; what dies there, for whatever reason, goes to the dead letters and to its client.
/// </summary>
/// <param name="prefix">The fleet's name.</param>
internal sealed class Topology(string prefix)
{
    /// <summary>
    /// How often a frame comes back from a machine that died with it, until it counts as the cause. Calls run in processes of
    /// their own, and a call that ends those is an answer: whatever reaches this limit has ended whole machines.
    /// </summary>
    public const int DeliveryLimit = 20;

    /// <summary>A client's replies outlive its connection by this much.</summary>
    private static readonly TimeSpan s_repliesExpire = TimeSpan.FromMinutes(30);

    public string Calls { get; } = $"{prefix}.calls";

    public string Dead { get; } = $"{prefix}.dead";

    public string DeadLetters { get; } = $"{prefix}.dead-letters";

    public string Control { get; } = $"{prefix}.control";

    /// <summary>Declares what all share. It is the same each time, so that whoever comes first does it.</summary>
    public async Task DeclareAsync(IChannel channel, CancellationToken cancellationToken)
    {
        await channel.ExchangeDeclareAsync(Calls, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        await channel.ExchangeDeclareAsync(Dead, ExchangeType.Topic, durable: true, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        await channel.ExchangeDeclareAsync(Control, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        await channel.DeclareQuorumQueueAsync(DeadLetters, [], cancellationToken).ConfigureAwait(false);
        await channel.QueueBindAsync(DeadLetters, Dead, "#", cancellationToken: cancellationToken).ConfigureAwait(false);
        await channel.DeclareQuorumQueueAsync(Calls,
            new() { ["x-delivery-limit"] = DeliveryLimit, ["x-dead-letter-exchange"] = Dead, ["x-overflow"] = "reject-publish" },
            cancellationToken).ConfigureAwait(false);
        await channel.QueueBindAsync(Calls, Calls, "", cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes what all share, with all that is in it.</summary>
    public async Task DeleteAsync(IChannel channel)
    {
        foreach (string queue in (string[])[Calls, DeadLetters])
            await channel.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false).ConfigureAwait(false);
        foreach (string exchange in (string[])[Calls, Dead, Control])
            await channel.ExchangeDeleteAsync(exchange).ConfigureAwait(false);
    }

    /// <summary>Declares a client's replies, which also get what died of its calls.</summary>
    public async Task DeclareRepliesAsync(IChannel channel, string client, CancellationToken cancellationToken)
    {
        await channel.DeclareQuorumQueueAsync(Replies(client), new() { ["x-expires"] = (int)s_repliesExpire.TotalMilliseconds },
            cancellationToken).ConfigureAwait(false);
        await channel.QueueBindAsync(Replies(client), Dead, client, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The name of a client's queue of replies.</summary>
    public string Replies(string client) => $"{prefix}.replies.{client}";

    /// <summary>Listens to what is said to all; who is not connected misses it.</summary>
    public async Task ListenAsync(IChannel channel, IAsyncBasicConsumer listener, CancellationToken cancellationToken)
    {
        QueueDeclareOk own =
            await channel.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: true, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
        await channel.QueueBindAsync(own.QueueName, Control, "", cancellationToken: cancellationToken).ConfigureAwait(false);
        await channel.BasicConsumeAsync(own.QueueName, autoAck: true, listener, cancellationToken).ConfigureAwait(false);
    }
}
